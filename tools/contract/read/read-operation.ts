import { type HttpMethod } from '../door/request-check'
import { type MediaKind } from '../door/rules'
import { type Example, type Operation } from '../model'
import { type MethodName, type OpenApi, type OperationNode, type PathItem } from './openapi'
import { nameSchemas, readBody } from './read-media'
import { overrideParameters, parametersSchemaOf, readParameter } from './read-parameters'
import { readResponses } from './read-responses'
import { isAuthenticated, readSecurity } from './read-security'

const CHECKED_BODIES: MediaKind[] = ['json', 'form', 'multipart']

/** One operation of a document whose references are resolved. */
export function readOperation(
  openApi: OpenApi,
  path: string,
  method: MethodName,
  item: PathItem
): Operation {
  const node: OperationNode = item[method] ?? { responses: {} }
  const { operationId = '', responses } = node
  const parameters = overrideParameters(item.parameters ?? [], node.parameters ?? [])
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const security = readSecurity(node.security ?? openApi.security ?? [])
  const body = readBody(node)
  const schemes = security.flat().map(({ scheme }) => scheme)
  return {
    operationId,
    function: path.split('/')[1] ?? '',
    method: method.toUpperCase() as HttpMethod,
    path,
    parameters: parameters.map(readParameter),
    parametersSchema: parametersSchemaOf(parameters),
    ...(body && { body }),
    bodySchemas: Object.fromEntries(
      nameSchemas(`${operationId}Body`, node.requestBody?.content, CHECKED_BODIES)
    ),
    responses: readResponses(node),
    security,
    authenticated: isAuthenticated(security),
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
