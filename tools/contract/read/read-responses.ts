import { writeJson } from '../door/write-json'
import { type HeaderRule, type ResponseRule } from '../model'
import { exampleOfSchema } from './example-of-schema'
import { type HeaderNode, type OperationNode } from './openapi'
import { kindOfMedia } from './read-media'
import { type SchemaReader } from './schemas'
import { type SchemaNode, shapeOf } from './shape'

export function readResponses({ responses }: OperationNode, schemas: SchemaReader): ResponseRule[] {
  return Object.entries(responses).map(([status, { headers = {}, content = {} }]) => ({
    status: normalStatus(status),
    // the body's media type is its content type, whatever stands here
    headers: Object.entries(headers)
      .filter(([name]) => name.toLowerCase() !== 'content-type')
      .map(([name, node]) => readHeader(name, node, schemas)),
    media: Object.entries(content).map(([type, { schema }]) => ({
      type,
      ...(schema && { schema: schemas.read(schema, 'response') })
    }))
  }))
}

/** `2xx` is written `2XX`; `default` stays. */
function normalStatus(status: string): string {
  return /^[1-5]xx$/i.test(status) ? status.toUpperCase() : status
}

function readHeader(name: string, node: HeaderNode, schemas: SchemaReader): HeaderRule {
  const [[type, media] = ['', node]] = Object.entries(node.content ?? {})
  const written = (media.schema ?? {}) as SchemaNode
  const target = schemas.target(written)
  const schema = schemas.read(written) ?? {}
  const [named] = Object.values(node.examples ?? media.examples ?? {})
  const [inSchema] = (target.examples as unknown[] | undefined) ?? []
  const examples = [node.example, media.example, named?.value, target.example, inSchema]
  const made = node.required ? exampleOfSchema(written, schemas) : undefined
  const example = [...examples, target.default, made].find((each) => each !== undefined)
  const isJson = kindOfMedia(type) === 'json'
  return {
    name,
    required: node.required === true,
    shape: isJson ? 'string' : shapeOf(schema),
    schema,
    ...(example !== undefined && {
      example: isJson ? plainJson(example) : styled(example, node.explode === true)
    })
  }
}

/** JSON of characters that a header can carry. */
function plainJson(value: unknown): string {
  return writeJson(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

/** In the style `simple`, which is the only one that headers have. */
function styled(value: unknown, explode: boolean): string {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, one]) => `${name}${explode ? '=' : ','}${String(one)}`)
    .join(',')
}
