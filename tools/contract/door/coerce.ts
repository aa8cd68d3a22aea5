import { type Shape } from './rules'

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/**
 * The value that a text stands for. A text that does not read as its shape stays a text, which the
 * validator then refuses.
 */
export function coerce(text: string, shape: Shape): unknown {
  if (shape === 'string' || shape === 'file' || typeof shape === 'object') return text
  if (shape !== 'number' && shape !== 'integer' && (text === 'true' || text === 'false'))
    return text === 'true'
  return shape === 'boolean' || !NUMBER.test(text) ? text : toNumber(text)
}

/** A number that cannot be kept exactly, or is infinite, stays a text. */
function toNumber(text: string): number | string {
  const value = Number(text)
  const isExact = /^-?\d+$/.test(text) ? Number.isSafeInteger(value) : Number.isFinite(value)
  return isExact ? value : text
}

type Items = Extract<Shape, { items: Shape }>

export function isItems(shape: Shape): shape is Items {
  return typeof shape === 'object' && 'items' in shape
}

/** The shape of the item at a place of a list. */
export function itemShape({ items, first = [] }: Items, at: number): Shape {
  return first[at] ?? items
}

export function isObject(
  shape: Shape
): shape is { properties: Record<string, Shape>; additional?: Shape } {
  return typeof shape === 'object' && 'properties' in shape
}

/** The shape of one of an object's members; a member without one is kept as a text. */
export function memberShape(shape: Shape, name: string): Shape {
  if (!isObject(shape)) return shape === 'any' ? 'any' : 'string'
  const { properties, additional = 'string' } = shape
  return Object.hasOwn(properties, name) ? (properties[name] ?? 'string') : additional
}
