import { type HttpMethod } from '../door/request-check'
import { type Example, type Operation } from '../model'
import { type MethodName, type OpenApi, type OperationNode, type PathItem } from './openapi'

/** One operation of a document whose references are resolved. */
export function readOperation(
  openApi: OpenApi,
  path: string,
  method: MethodName,
  item: PathItem
): Operation {
  const node: OperationNode = item[method] ?? { responses: {} }
  const { operationId = '', responses, security = openApi.security ?? [] } = node
  const parameters = [...(item.parameters ?? []), ...(node.parameters ?? [])]
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const schemes = security.flatMap((alternative) => Object.keys(alternative))
  return {
    operationId,
    function: path.split('/')[1] ?? '',
    method: method.toUpperCase() as HttpMethod,
    path,
    authenticated: security.length > 0,
    credentials: schemes.map((scheme) => headerOf(openApi, scheme)),
    bodySchema: node.requestBody?.content?.['application/json']?.schema,
    querySchema: {
      type: 'object',
      additionalProperties: false,
      required: query.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema ?? {}]))
    } as Operation['querySchema'],
    examples: Object.entries(responses).flatMap(([status, response]) =>
      readExamples(Number(status), response)
    ),
    responseSchemas: new Map(
      Object.entries(responses).map(([status, { content }]) => [
        Number(status),
        content?.['application/json']?.schema
      ])
    ),
    mock: node['x-mock'] ?? {}
  }
}

function readExamples(status: number, { content }: OperationNode['responses'][string]): Example[] {
  const media = content?.['application/json']
  if (!media) return [{ status, name: 'empty', value: undefined }]
  const examples = Object.entries(media.examples ?? {})
  return examples.map(([name, { value }]) => ({ status, name, value }))
}

/** A bearer token goes into Authorization, an API key into a header of its own. */
function headerOf({ components }: OpenApi, scheme: string): string {
  const { type, name = '' } = components?.securitySchemes?.[scheme] ?? {}
  return type === 'apiKey' ? name.toLowerCase() : 'authorization'
}
