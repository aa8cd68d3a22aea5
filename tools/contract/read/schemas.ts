import { kindBelow } from './kinds'
import { defaultOf } from './merge-parts'
import { type SchemaNode } from './shape'
import { readPointer } from './yaml-file'

const PREFIX = '#/components/schemas/'
/** Of no use to a validator, and part of its code otherwise. */
const ANNOTATIONS = [
  ...['title', 'description', '$comment', 'example', 'examples', 'externalDocs', 'xml'],
  ...['discriminator', 'deprecated']
]

/** Where a value goes: readOnly properties belong into answers only, writeOnly ones into requests. */
type Direction = 'request' | 'response'

const FOREIGN: Record<Direction, string> = { request: 'readOnly', response: 'writeOnly' }

/** Turns schemas of a document into schemas that contain in `$defs` what they refer to. */
export class SchemaReader {
  readonly #components: Record<string, SchemaNode>
  readonly #definitions = new Map<string, SchemaNode>()

  constructor(components: object = {}) {
    this.#components = components as Record<string, SchemaNode>
  }

  read(schema: object | boolean | undefined, direction?: Direction): object | undefined {
    if (schema === undefined) return undefined
    if (typeof schema === 'boolean') return schema ? {} : { not: {} }
    const copy = this.#copy(schema, 'schema', direction) as SchemaNode
    const names = this.#namesIn(copy, direction)
    if (!names.size) return copy
    return {
      ...copy,
      $defs: Object.fromEntries([...names].map((name) => [name, this.#define(name, direction)]))
    }
  }

  /** The component that a reference names, and those that it is only another name of. */
  target(schema: SchemaNode): SchemaNode {
    let node = schema
    for (let i = 0; node.$ref !== undefined && i < 100; i++) node = this.component(node.$ref) ?? {}
    return node
  }

  component(ref: string): SchemaNode | undefined {
    return ref.startsWith(PREFIX) ? this.#components[nameIn(ref)] : undefined
  }

  #define(name: string, direction?: Direction): SchemaNode {
    const id = `${direction} ${name}`
    const known = this.#definitions.get(id)
    if (known) return known
    const original = Object.keys(this.#components).find((key) => definitionName(key) === name)
    const made = this.#copy(this.#components[original ?? ''] ?? {}, 'schema', direction)
    this.#definitions.set(id, made as SchemaNode)
    return made as SchemaNode
  }

  /** The definitions that a copy needs, and those that they need. */
  #namesIn(copy: unknown, direction?: Direction): Set<string> {
    const names = new Set(referencesIn(copy, 'schema'))
    // a set visits what is added meanwhile
    for (const name of names)
      for (const other of referencesIn(this.#define(name, direction), 'schema')) names.add(other)
    return names
  }

  #copy(node: unknown, kind: string, direction?: Direction): unknown {
    if (typeof node !== 'object' || node === null || kind === 'data') return node
    if (Array.isArray(node))
      return node.map((item, i) => this.#copy(item, kindBelow(kind, String(i)), direction))
    const isSchema = kind === 'schema'
    const entries = Object.entries(node)
      .filter(([key]) => !isSchema || !(ANNOTATIONS.includes(key) || key.startsWith('x-')))
      .map(([key, value]) => [key, this.#copy(value, kindBelow(kind, key), direction)] as const)
    const copy = Object.fromEntries(entries)
    if (!isSchema) return copy
    const original = node as SchemaNode
    return this.#finish(
      direction ? this.#dropForeign(copy, original, direction) : copy,
      defaultOf(original, this)
    )
  }

  /** What does not belong into this direction is not required there, and must not be sent. */
  #dropForeign(copy: SchemaNode, { properties }: SchemaNode, direction: Direction): SchemaNode {
    const foreign = Object.entries(properties ?? {})
      .filter(([, schema]) => {
        const marked = { ...this.target(schema), ...schema }
        return marked[FOREIGN[direction]] === true
      })
      .map(([name]) => name)
    if (!foreign.length) return copy
    const { required = [] } = copy as { required?: string[] }
    return {
      ...copy,
      required: required.filter((name) => !foreign.includes(name)),
      properties: {
        ...copy.properties,
        ...(Object.fromEntries(foreign.map((name) => [name, false])) as object)
      }
    }
  }

  #finish(copy: SchemaNode, fallback: unknown): SchemaNode {
    // a validator looks for no default in what a schema consists of
    if (fallback !== undefined) copy.default = fallback
    if (typeof copy.$ref === 'string') copy.$ref = `#/$defs/${definitionName(nameIn(copy.$ref))}`
    if (isBytes(copy)) {
      delete copy.type
      copy.format = 'binary'
    }
    return copy
  }
}

/** Files of a multipart body are objects, whatever their schema calls them. */
function isBytes({ format, contentMediaType, contentEncoding }: SchemaNode): boolean {
  const isText = /json|^text\//.test((contentMediaType as string | undefined) ?? 'text/')
  return format === 'binary' || (!isText && contentEncoding === undefined)
}

function nameIn(ref: string): string {
  return readPointer(`/${decodeURIComponent(ref.slice(PREFIX.length))}`)[0] ?? ''
}

/** The name without what a reference would have to escape. */
function definitionName(name: string): string {
  return name.replace(/[^\w.-]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`)
}

function referencesIn(node: unknown, kind: string): string[] {
  if (typeof node !== 'object' || node === null || kind === 'data') return []
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    kind === 'schema' && key === '$ref'
      ? [String(value).slice('#/$defs/'.length)]
      : key === '$defs' && kind === 'schema'
        ? []
        : referencesIn(value, kindBelow(kind, key))
  )
}
