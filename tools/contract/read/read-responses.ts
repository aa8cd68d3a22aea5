import { type HeaderRule, type ResponseRule } from '../model'
import { type HeaderNode, type OperationNode } from './openapi'
import { type SchemaNode, shapeOf } from './shape'

export function readResponses({ responses }: OperationNode): ResponseRule[] {
  return Object.entries(responses).map(([status, { headers = {}, content = {} }]) => ({
    status: normalStatus(status),
    headers: Object.entries(headers).map(([name, node]) => readHeader(name, node)),
    media: Object.entries(content).map(([type, { schema }]) => ({
      type,
      ...(schema && { schema })
    }))
  }))
}

/** `2xx` is written `2XX`; `default` stays. */
function normalStatus(status: string): string {
  return /^[1-5]xx$/i.test(status) ? status.toUpperCase() : status
}

function readHeader(name: string, node: HeaderNode): HeaderRule {
  const schema = (node.schema ?? Object.values(node.content ?? {})[0]?.schema ?? {}) as SchemaNode
  const [named] = Object.values(node.examples ?? {})
  const [inSchema] = (schema.examples as unknown[] | undefined) ?? []
  const example = node.example ?? named?.value ?? schema.example ?? inSchema ?? schema.default
  return {
    name,
    required: node.required === true,
    shape: shapeOf(schema),
    schema,
    ...(example !== undefined && { example })
  }
}
