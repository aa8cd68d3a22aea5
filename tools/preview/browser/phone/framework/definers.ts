import { type CodeSpace } from 'glass-easel-miniprogram-adapter'
import { type PageJson } from '../../../app-json'

interface Definition {
  properties?: Record<string, unknown>
  behaviors?: unknown[]
  options?: { styleIsolation?: string; addGlobalClass?: boolean }
}

type Define = (definition?: Definition) => unknown

interface Unit {
  path: string
  config: PageJson
}

/**
 * Makes WeChat's `Page`, `Component` and `Behavior` global. They are there before any script runs,
 * since frameworks put their own in their place. Returns what runs the script of a page or component.
 */
export function createDefiners(space: CodeSpace): (unit: Unit, run: () => unknown) => unknown {
  let unit: Unit = { path: 'app', config: {} }
  const formField = space
    .behavior()
    .definition({ properties: { name: String, value: null } })
    .register()
  const builtIn: Record<string, unknown[]> = { 'wx://form-field': [formField] }

  const definer = (kind: 'Page' | 'Component' | 'Behavior') => (definition?: Definition) =>
    space.componentEnv(unit.path, (environment) => {
      const define = environment[kind] as Define
      if (!definition) return define()
      const { path, config } = unit
      const { behaviors = [], properties, options } = definition
      if (config.component && options) applyOptions(space, path, config, options)
      return define({
        ...definition,
        ...(properties && { properties: withTypes(properties) }),
        behaviors: behaviors.flatMap((one) =>
          typeof one === 'string' ? (builtIn[one] ?? []) : [one]
        )
      })
    })
  const trait = space.componentEnv('', ({ Behavior }) => Behavior.trait)
  Object.assign(globalThis, {
    Page: definer('Page'),
    Component: definer('Component'),
    Behavior: Object.assign(definer('Behavior'), { trait })
  })
  return (given, run) => {
    unit = given
    // read by what Taro 1 and 2 have built
    Object.assign(globalThis, { __wxRoute: given.path })
    return run()
  }
}

const TYPES = new Set<unknown>([String, Number, Boolean, Array, Object, Function, null])

/** On a phone, a property whose type is none, such as `[Number, Object]`, takes any value. */
function withTypes(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, given]) => {
      if (TYPES.has(given)) return [name, given]
      const isOption = typeof given === 'object' && !Array.isArray(given)
      const option = (isOption ? given : {}) as { type?: unknown; optionalTypes?: unknown[] }
      const isKnown = TYPES.has(option.type) || option.optionalTypes
      return [name, isKnown ? option : { ...option, type: null }]
    })
  )
}

/** glass-easel reads the style isolation from the JSON only; a script may set it too. */
function applyOptions(
  space: CodeSpace,
  path: string,
  config: PageJson,
  { styleIsolation, addGlobalClass }: NonNullable<Definition['options']>
): void {
  if (config.styleIsolation || (!styleIsolation && !addGlobalClass)) return
  const isOpen = addGlobalClass || styleIsolation !== 'isolated'
  const own = { ...config, styleIsolation: isOpen ? 'apply-shared' : 'isolated' }
  space.addComponentStaticConfig(path, own as Parameters<CodeSpace['addComponentStaticConfig']>[1])
}
