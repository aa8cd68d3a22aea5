import { type BlockSchema, DATA, META, RESOURCES } from './schema'

type Body = Record<string, unknown>
type Named = Record<string, Body[]>

/** The parsed files of a configuration. */
export interface Configuration {
  resource?: Record<string, Named>
  data?: Record<string, Named>
  variable?: Named
  output?: Named
  locals?: Body[]
}

/** Everything that is wrong with a configuration, one line each. */
export function checkConfiguration(files: Configuration[]): string[] {
  const all = mergeFiles(files)
  const resources = entriesOf(all.resource, RESOURCES, '')
  const data = entriesOf(all.data, DATA, 'data.')
  const places = [...resources, ...data].flatMap(({ place, schema, body }) =>
    schema ? checkBlock(place, schema, body, META) : [`${place}: no such resource`]
  )
  return [...places, ...checkReferences(files, all)]
}

function mergeFiles(files: Configuration[]): Required<Configuration> {
  const all: Required<Configuration> = {
    resource: {},
    data: {},
    variable: {},
    output: {},
    locals: []
  }
  for (const { resource = {}, data = {}, variable = {}, output = {}, locals = [] } of files) {
    for (const [type, named] of Object.entries(resource))
      all.resource[type] = { ...all.resource[type], ...named }
    for (const [type, named] of Object.entries(data))
      all.data[type] = { ...all.data[type], ...named }
    Object.assign(all.variable, variable)
    Object.assign(all.output, output)
    all.locals.push(...locals)
  }
  return all
}

function entriesOf(
  kinds: Record<string, Named>,
  schemas: Record<string, BlockSchema>,
  prefix: string
) {
  return Object.entries(kinds).flatMap(([type, named]) =>
    Object.entries(named).map(([name, [body = {}]]) => ({
      place: `${prefix}${type}.${name}`,
      schema: schemas[type],
      body
    }))
  )
}

/** Names, types and what must be given; blocks inside are checked in the same way. */
function checkBlock(place: string, schema: BlockSchema, body: Body, meta = ''): string[] {
  const known = argumentsOf(`${schema.takes} ${meta}`)
  const missing = [...known].filter(([name, { isRequired }]) => isRequired && !(name in body))
  return [
    ...missing.map(([name]) => `${place}: ${name} must be given`),
    ...Object.entries(body).flatMap(([name, value]) => {
      const inner = schema.blocks?.[name]
      if (inner)
        return (value as Body[]).flatMap((one) => checkBlock(`${place}.${name}`, inner, one))
      const argument = known.get(name)
      if (!argument) return [`${place}: takes no ${name}`]
      return isOfType(value, argument.type) ? [] : [`${place}: ${name} must be a ${argument.type}`]
    })
  ]
}

function argumentsOf(takes: string) {
  const all = takes.split(' ').filter(Boolean)
  return new Map(
    all.map((one) => {
      const [name = '', type = 'string'] = one.split(':')
      return [name.replace('!', ''), { isRequired: name.endsWith('!'), type }] as const
    })
  )
}

/** An expression may be of any type. */
function isOfType(value: unknown, type: string): boolean {
  if (typeof value === 'string' && value.startsWith('${')) return true
  if (type === 'list') return Array.isArray(value)
  if (type === 'map') return typeof value === 'object' && !Array.isArray(value)
  if (type === 'bool') return typeof value === 'boolean'
  return typeof value === type
}

const REFERENCE =
  /\b(data\.)?((?:tencentcloud|random)_\w+)\.(\w+)((?:\[(?:"\w+"|each\.key|\*|\d+)\])?)\.(\w+)/g

/** What expressions name must exist, and what is declared must be used. */
function checkReferences(files: Configuration[], all: Required<Configuration>): string[] {
  // JSON escapes quotation marks inside expressions
  const text = JSON.stringify(files).replaceAll('\\"', '"')
  const locals = Object.assign({}, ...all.locals) as Body
  const used = (kind: string) => [
    ...new Set(
      [...text.matchAll(new RegExp(`\\b${kind}\\.(\\w+)`, 'g'))].map(([, name = '']) => name)
    )
  ]
  const unknown = [...text.matchAll(REFERENCE)].flatMap(
    ([place, isData, type = '', name = '', index, attribute = '']) => {
      const schema = (isData ? DATA : RESOURCES)[type]
      const body = (isData ? all.data : all.resource)[type]?.[name]?.[0]
      if (!body || !schema) return [`${place}: there is no ${type}.${name}`]
      const names = `id ${schema.exports ?? ''} ${[...argumentsOf(schema.takes).keys()].join(' ')}`
      const isMany = 'count' in body || 'for_each' in body
      return [
        ...(names.split(' ').includes(attribute) ? [] : [`${place}: no ${attribute}`]),
        ...(isMany === Boolean(index)
          ? []
          : [`${place}: ${isMany ? 'names none of several' : 'is one'}`])
      ]
    }
  )
  const variables = used('var')
  return [
    ...unknown,
    ...variables.filter((name) => !all.variable[name]).map((name) => `var.${name} is not declared`),
    ...Object.keys(all.variable)
      .filter((name) => !variables.includes(name))
      .map((name) => `var.${name} is not used`),
    ...used('local')
      .filter((name) => !(name in locals))
      .map((name) => `local.${name} is not declared`)
  ]
}
