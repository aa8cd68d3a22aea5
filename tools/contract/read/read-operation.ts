import type { Example, Operation, Report } from './read-contract'
import type { MethodName, OpenApi, OperationNode, PathItem } from './document'
import type { HttpMethod } from '../door/request-check'

/** What the gateway and the generator need of one operation. */
export function readOperation(
  path: string,
  method: MethodName,
  item: PathItem,
  openApi: OpenApi,
  report: Report
): Operation {
  const node: OperationNode = item[method] ?? { responses: {} }
  const { operationId = '', responses, security = openApi.security ?? [] } = node
  const here = ['paths', path, method]
  if (!/^[a-z][A-Za-z0-9]*$/.test(operationId))
    report(here, `${method.toUpperCase()} ${path} needs an operationId in camelCase`)
  const examples = Object.entries(responses).flatMap(([status, { content }]): Example[] => {
    const media = content?.['application/json']
    if (!media) return [{ status: Number(status), name: 'empty', value: undefined }]
    if (!media.examples)
      report([...here, 'responses', status], `${operationId} ${status} has no named example`)
    return Object.entries(media.examples ?? {}).map(([name, { value }]) => ({
      status: Number(status),
      name,
      value
    }))
  })
  if (!examples.some(({ status }) => status < 300))
    report(here, `${operationId} has no successful response`)
  const parameters = [...(item.parameters ?? []), ...(node.parameters ?? [])]
  const query = parameters.filter((parameter) => parameter.in === 'query')
  return {
    operationId,
    function: path.split('/')[1] ?? '',
    method: method.toUpperCase() as HttpMethod,
    path,
    authenticated: security.length > 0,
    credentials: security.flatMap((wanted) =>
      Object.keys(wanted).map((name) => headerOf(openApi, name))
    ),
    bodySchema: node.requestBody?.content?.['application/json']?.schema,
    querySchema: {
      type: 'object',
      additionalProperties: false,
      required: query.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema ?? {}]))
    } as Operation['querySchema'],
    examples,
    responseSchemas: new Map(
      Object.entries(responses).map(([status, { content }]) => [
        Number(status),
        content?.['application/json']?.schema
      ])
    ),
    mock: node['x-mock'] ?? {}
  }
}

/** A bearer token goes into Authorization, an API key into a header of its own. */
function headerOf({ components }: OpenApi, scheme: string): string {
  const { type, name = '' } = components?.securitySchemes?.[scheme] ?? {}
  return type === 'apiKey' ? name.toLowerCase() : 'authorization'
}
