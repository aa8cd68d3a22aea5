import { type Operation } from '../model'
import { nameOfDefinition, type SchemaNode } from '../read/shape'

/** Reports an example that the operation does not have. */
export function checkExample(
  { operationId, examples }: Operation,
  name: string,
  refuse: (message: string) => void
): void {
  const names = [...new Set(examples.map((example) => example.name))]
  if (!names.includes(name))
    refuse(`${operationId} has no example ${name}; it has ${names.join(', ')}`)
}

/** Returns why a field such as `body.code` can never be in a request; undefined if it can. */
export function fieldProblem(operation: Operation, field: string): string | undefined {
  const [part = '', ...keys] = field.split('.')
  const unknown = `${operation.operationId} has no ${field}`
  if (part === 'path') return operation.path.includes(`{${keys.join('.')}}`) ? undefined : unknown
  if (part === 'query') return hasQuery(operation, keys) ? undefined : unknown
  if (part === 'header' && keys.length === 1) return undefined
  if (part === 'body') return hasBodyField(operation, keys) ? undefined : unknown
  return `${field}: a condition names path.x, query.x, header.x or body.x`
}

function hasQuery({ parameters }: Operation, keys: string[]): boolean {
  return parameters.some(({ in: place, name }) => place === 'query' && name === keys.join('.'))
}

function hasBodyField({ bodySchemas }: Operation, keys: string[]): boolean {
  return Object.values(bodySchemas).some((schema) => hasField(schema as SchemaNode, keys))
}

/** Whether a body may have the field; a schema that does not mention it allows it. */
function hasField(
  schema: SchemaNode | undefined,
  keys: string[],
  defs = schema?.$defs ?? {}
): boolean {
  const [key, ...rest] = keys
  if (!schema) return false
  const { $ref: ref, allOf } = schema
  if (ref !== undefined) return hasField(defs[nameOfDefinition(ref)], keys, defs)
  if (allOf)
    return [...allOf, { ...schema, allOf: undefined }].some((part) => hasField(part, keys, defs))
  if (key === undefined) return true
  const { type = 'object', properties = {}, additionalProperties } = schema
  if (![type].flat().includes('object')) return false
  return key in properties ? hasField(properties[key], rest, defs) : additionalProperties !== false
}
