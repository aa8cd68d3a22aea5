import { type HeaderRule, type ResponseRule } from '../model'
import { exampleOfSchema } from './example-of-schema'
import { type HeaderNode, type OperationNode } from './openapi'
import { type SchemaReader } from './schemas'
import { type SchemaNode, shapeOf } from './shape'

export function readResponses({ responses }: OperationNode, schemas: SchemaReader): ResponseRule[] {
  return Object.entries(responses).map(([status, { headers = {}, content = {} }]) => ({
    status: normalStatus(status),
    headers: Object.entries(headers).map(([name, node]) => readHeader(name, node, schemas)),
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
  const written = (node.schema ?? Object.values(node.content ?? {})[0]?.schema ?? {}) as SchemaNode
  const target = schemas.target(written)
  const schema = schemas.read(written) ?? {}
  const [named] = Object.values(node.examples ?? {})
  const [inSchema] = (target.examples as unknown[] | undefined) ?? []
  const example = node.example ?? named?.value ?? target.example ?? inSchema ?? target.default
  const made = node.required ? exampleOfSchema(written, schemas) : undefined
  return {
    name,
    required: node.required === true,
    shape: shapeOf(schema),
    schema,
    ...((example ?? made) !== undefined && { example: example ?? made })
  }
}
