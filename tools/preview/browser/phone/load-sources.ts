import { type CodeSpace } from 'glass-easel-miniprogram-adapter'
import { type SourceProblem } from '../../app-json'
import { type PhoneApp } from './app'
import { createDefiners } from './framework/definers'
import { guard } from './trouble'

/** Registers the compiled sources and runs the scripts: the app, then pages and components. */
export function loadSources(app: PhoneApp, space: CodeSpace): void {
  const { configs, prefixes, templates, scripts, problems } = app
  for (const [path, config] of Object.entries(configs)) {
    space.addStyleSheet(path, undefined, prefixes[path])
    space.addComponentStaticConfig(path, config)
    space.addCompiledTemplate(path, {
      groupList: templates,
      content: templates[path]!,
      // `bindtap` without a colon, on tags that are not components
      fallbackListenerOnNativeNode: true
    })
  }
  const runScript = createDefiners(space)
  for (const [path, run] of Object.entries(scripts))
    guard(() => {
      try {
        runScript({ path, config: configs[path] ?? {} }, run)
      } catch (error) {
        // thrown by what stands in the place of a module that could not be compiled
        const { problem } = error as { problem?: SourceProblem }
        if (!problem) throw error
        problems.push({ ...problem, unit: path })
      }
    })
}

/** What prevents a page: the problems of its own files, and of the components that it uses. */
export function problemsOf({ configs, problems }: PhoneApp, page: string): SourceProblem[] {
  const units = new Set<string>()
  const reach = (unit: string) => {
    if (units.has(unit)) return
    units.add(unit)
    for (const used of Object.values(configs[unit]?.usingComponents ?? {})) reach(used.slice(1))
  }
  reach(page)
  return problems.filter(({ unit }) => unit && units.has(unit))
}
