import { type HttpMethod } from '../door/request-check'
import { type MediaKind } from '../door/rules'
import { type Operation } from '../model'
import {
  type ContentNode,
  type MethodName,
  type OpenApi,
  type OperationNode,
  type PathItem
} from './openapi'
import { readExamples } from './read-examples'
import { kindOfMedia, nameSchemas, readBody } from './read-media'
import { overrideParameters, parametersSchemaOf, readParameter } from './read-parameters'
import { readResponses } from './read-responses'
import { isAuthenticated, readSecurity } from './read-security'
import { type SchemaReader } from './schemas'
import { shapeOf } from './shape'

const CHECKED_BODIES: MediaKind[] = ['json', 'form', 'multipart', 'text']

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
  const content = withoutXml(node.requestBody?.content ?? {}, schemas)
  const bodySchemas = nameSchemas(`${operationId}Body`, content, CHECKED_BODIES)
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

type Content = NonNullable<ContentNode['content']>

/** Handlers get XML as it came: a schema of objects cannot be checked there. */
function withoutXml(content: Content, schemas: SchemaReader): Content {
  const isOpaque = (type: string, schema: object) =>
    kindOfMedia(type) === 'text' && shapeOf(schemas.read(schema)) !== 'string'
  return Object.fromEntries(
    Object.entries(content).map(([type, { schema, ...media }]) => [
      type,
      schema === undefined || isOpaque(type, schema) ? media : { ...media, schema }
    ])
  )
}
