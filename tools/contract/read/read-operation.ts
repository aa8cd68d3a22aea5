import { type HttpMethod } from '../door/request-check'
import { type MediaKind } from '../door/rules'
import { type Operation } from '../model'
import { type MethodName, type OpenApi, type OperationNode, type PathItem } from './openapi'
import { readExamples, statusOf } from './read-examples'
import { kindOfMedia, nameSchemas, readBody } from './read-media'
import { overrideParameters, parametersSchemaOf, readParameter } from './read-parameters'
import { readResponses } from './read-responses'
import { isAuthenticated, readSecurity } from './read-security'
import { type SchemaReader } from './schemas'

const CHECKED_BODIES: MediaKind[] = ['json', 'form', 'multipart']

/** One operation of a document whose references are resolved. */
export function readOperation(
  openApi: OpenApi,
  schemas: SchemaReader,
  path: string,
  method: MethodName,
  item: PathItem
): Operation {
  const node: OperationNode = item[method] ?? { responses: {} }
  const { operationId = '' } = node
  const parameters = overrideParameters(item.parameters ?? [], node.parameters ?? [])
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const security = readSecurity(node.security ?? openApi.security ?? [])
  const body = readBody(node, schemas)
  const bodySchemas = nameSchemas(`${operationId}Body`, node.requestBody?.content, CHECKED_BODIES)
  const responses = readResponses(node, schemas)
  return {
    operationId,
    function: path.split('/')[1] ?? '',
    method: method.toUpperCase() as HttpMethod,
    path,
    parameters: parameters.map((parameter) => readParameter(parameter, schemas)),
    parametersSchema: schemas.read(parametersSchemaOf(parameters, schemas)) ?? {},
    ...(body && { body }),
    bodySchemas: Object.fromEntries(
      bodySchemas.map(([name, schema]) => [name, schemas.read(schema) ?? {}])
    ),
    responses,
    security,
    authenticated: isAuthenticated(security),
    credentials: security.flat().map(({ scheme }) => headerOf(openApi, scheme)),
    bodySchema: schemas.read(node.requestBody?.content?.['application/json']?.schema),
    querySchema: {
      type: 'object',
      additionalProperties: false,
      required: query.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(
        query.map(({ name, schema }) => [name, schemas.read(schema) ?? {}])
      )
    } as Operation['querySchema'],
    examples: readExamples(node, schemas),
    responseSchemas: new Map(
      responses.map(({ status, media }) => [
        statusOf(status, Object.keys(node.responses)),
        media.find(({ type }) => kindOfMedia(type) === 'json')?.schema
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
