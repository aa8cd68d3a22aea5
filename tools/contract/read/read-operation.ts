import { type HttpMethod } from '../door/request-check'
import { type MediaKind } from '../door/rules'
import { type Operation } from '../model'
import { type MethodName, type OpenApi, type OperationNode, type PathItem } from './openapi'
import { readExamples } from './read-examples'
import { nameSchemas, readBody } from './read-media'
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
  const security = readSecurity(node.security ?? openApi.security ?? [])
  const body = readBody(node, schemas)
  const bodySchemas = nameSchemas(`${operationId}Body`, node.requestBody?.content, CHECKED_BODIES)
  return {
    operationId,
    function: path.split('/')[1] ?? '',
    method: method.toUpperCase() as HttpMethod,
    path,
    parameters: parameters.map((parameter) => readParameter(parameter, schemas)),
    parametersSchema: schemas.read(parametersSchemaOf(parameters, schemas)) ?? {},
    ...(body && { body }),
    bodySchemas: Object.fromEntries(
      bodySchemas.map(([name, schema]) => [name, schemas.read(schema, 'request') ?? {}])
    ),
    responses: readResponses(node, schemas),
    security,
    authenticated: isAuthenticated(security),
    examples: readExamples(node, schemas),
    mock: node['x-mock'] ?? {}
  }
}
