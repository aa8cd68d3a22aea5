import { ApiError } from './api-error'
import { modelsOf, VERSIONS } from './sdk-models'

export type Parameters = Record<string, unknown>

/** How strictly values are compared with their types; a form has nothing but text. */
type Strictness = 'as text' | 'exact'

/**
 * Compares a request with the type definitions of tencentcloud-sdk-nodejs. Throws an ApiError for
 * an unknown action, unknown or missing parameters and values of another type.
 */
export function checkParameters(
  action: string,
  parameters: Parameters,
  strictness: Strictness = 'as text'
): void {
  const [service = '', name = ''] = action.split('.')
  const models = VERSIONS[service] ? modelsOf(service) : undefined
  if (!models?.has(`${name}Request`))
    throw new ApiError('InvalidAction', `no action ${action} here`)
  checkModel(models, `${name}Request`, parameters, { place: action, strictness })
}

function checkModel(
  models: ReturnType<typeof modelsOf>,
  name: string,
  given: Parameters,
  { place, strictness }: { place: string; strictness: Strictness }
): void {
  const fields = models.get(name) ?? []
  for (const key of Object.keys(given))
    if (!fields.some((field) => field.name === key))
      throw new ApiError('UnknownParameter', `${place} takes no ${key}`)
  for (const { name: key, isRequired, type, isList } of fields) {
    const value = given[key]
    if (value === undefined && isRequired)
      throw new ApiError('MissingParameter', `${place} needs ${key}`)
    if (value === undefined) continue
    const inner = { place: `${place}.${key}`, strictness }
    if (isList !== Array.isArray(value)) throw wrongType(inner.place, isList ? 'a list' : type)
    for (const one of isList ? (value as unknown[]) : [value])
      if (!models.has(type)) checkValue(type, one, inner)
      else if (typeof one === 'object' && one) checkModel(models, type, one as Parameters, inner)
      else throw wrongType(inner.place, type)
  }
}

const AS_TEXT: Record<string, RegExp> = { number: /^-?\d+(\.\d+)?$/, boolean: /^(true|false)$/ }

function checkValue(
  type: string,
  value: unknown,
  { place, strictness }: { place: string; strictness: Strictness }
): void {
  if (typeof value === type) return
  if (strictness === 'as text' && typeof value === 'string' && AS_TEXT[type]?.test(value)) return
  throw wrongType(place, type)
}

function wrongType(place: string, type: string): ApiError {
  return new ApiError('InvalidParameter', `${place} must be ${type}`)
}

/** The part of a list that a request asks for. */
export function pageOf<Item>(all: Item[], { Offset = 0, Limit = 20 }: Parameters): Item[] {
  return all.slice(Number(Offset), Number(Offset) + Number(Limit))
}

/** Turns form fields such as `A.0.B=x` (the older signature's encoding) back into objects. */
export function unflatten(form: Record<string, string>): Parameters {
  const root: Parameters = {}
  for (const [name, value] of Object.entries(form)) {
    const keys = name.split('.')
    let at = root
    for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Parameters
    at[keys.at(-1) ?? ''] = value
  }
  return listsIn(root) as Parameters
}

function listsIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, listsIn(inner)] as const)
  if (entries.length && entries.every(([key]) => /^\d+$/.test(key)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner)
  return Object.fromEntries(entries)
}
