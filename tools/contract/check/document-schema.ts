import { EXAMPLE_NAME } from '../model'
import { METHOD_NAMES, UNSUPPORTED_METHODS } from '../read/openapi'
import { mockSchema } from './mock-schema'
import { makerSchema, scenarioDataSchema, scenariosSchema } from './scenario-schema'
import { any, bytes, closed, listOf, mapOf, open, orRef, STYLES, text } from './schema-parts'

const schema = { $ref: 'https://json-schema.org/draft/2020-12/schema' }
const content = mapOf({ $ref: '#/$defs/media' })
/** Beside a list of codes, such as ErrorCode: what each one means to a client. */
const codeMeaning = closed(['status', 'message', 'retry'], {
  status: { type: 'integer', minimum: 400, maximum: 599 },
  message: text,
  retry: { enum: ['no', 'sameCode', 'newCode', 'login'] },
  retryAfterSeconds: { type: 'integer', minimum: 1 }
})
const words = { summary: text, description: text, externalDocs: any }
const parameters = listOf(orRef('parameter'))
/** Mocks name their example in a header, and a `Prefer` header selects one by name. */
const namedExamples = {
  ...mapOf(orRef('example')),
  propertyNames: { pattern: EXAMPLE_NAME.source }
}

/**
 * The schema of a contract: the part of OpenAPI 3.1 that is read here. It refuses unknown keys where
 * a misspelt one would silently change an answer. It is for the document as written, references
 * included, so that errors have a line. OpenAPI's official schema takes longer to compile than the
 * whole gateway takes to start.
 */
export const documentSchema = {
  ...closed(['openapi', 'info', 'paths'], {
    openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
    info: open(['title', 'version'], { title: text, version: text }),
    jsonSchemaDialect: text,
    servers: listOf(open(['url'], { url: text })),
    paths: { ...mapOf(orRef('pathItem')), propertyNames: { pattern: '^/' } },
    webhooks: any,
    components: closed([], {
      schemas: mapOf({ ...schema, properties: { 'x-codes': mapOf(codeMeaning) } }),
      responses: mapOf(orRef('response')),
      parameters: mapOf(orRef('parameter')),
      examples: mapOf(orRef('example')),
      requestBodies: mapOf(orRef('requestBody')),
      headers: mapOf(orRef('header')),
      securitySchemes: any,
      links: any,
      callbacks: any,
      pathItems: mapOf(orRef('pathItem'))
    }),
    security: listOf(mapOf(listOf(text))),
    tags: listOf(open(['name'], { name: text })),
    externalDocs: any,
    'x-client-timeout-seconds': { type: 'integer', minimum: 1, maximum: 60 },
    'x-scenarios': scenariosSchema
  }),
  $defs: {
    pathItem: closed([], {
      ...words,
      servers: any,
      parameters,
      ...Object.fromEntries(
        [...METHOD_NAMES, ...UNSUPPORTED_METHODS].map((method) => [
          method,
          { $ref: '#/$defs/operation' }
        ])
      )
    }),
    operation: closed(['responses'], {
      ...words,
      operationId: text,
      tags: listOf(text),
      parameters,
      requestBody: orRef('requestBody'),
      responses: {
        ...mapOf(orRef('response')),
        propertyNames: { pattern: '^([1-5](\\d\\d|XX)|default)$' }
      },
      security: listOf(mapOf(listOf(text))),
      deprecated: { type: 'boolean' },
      callbacks: any,
      servers: any,
      'x-max-body-bytes': bytes,
      'x-mock': mockSchema
    }),
    parameter: closed(['name', 'in'], {
      ...words,
      name: text,
      in: { enum: ['query', 'path', 'header', 'cookie'] },
      required: { type: 'boolean' },
      deprecated: { type: 'boolean' },
      allowEmptyValue: { type: 'boolean' },
      style: { enum: STYLES },
      explode: { type: 'boolean' },
      allowReserved: { type: 'boolean' },
      schema,
      content,
      example: any,
      examples: any
    }),
    requestBody: closed(['content'], {
      ...words,
      content: { ...content, minProperties: 1 },
      required: { type: 'boolean' },
      'x-max-body-bytes': bytes
    }),
    response: closed(['description'], {
      ...words,
      headers: mapOf(orRef('header')),
      content,
      links: any
    }),
    header: closed([], {
      description: text,
      required: { type: 'boolean' },
      deprecated: { type: 'boolean' },
      allowEmptyValue: { type: 'boolean' },
      style: text,
      explode: { type: 'boolean' },
      schema,
      content,
      example: any,
      examples: any
    }),
    media: closed([], { schema, example: any, examples: namedExamples, encoding: any }),
    example: closed([], { ...words, value: any, externalValue: text }),
    maker: makerSchema,
    scenarioData: scenarioDataSchema
  }
}
