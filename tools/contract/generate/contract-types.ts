import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { type Contract, type Operation } from '../model'
import { HELPER_TYPES } from './helper-types'
import { clientRouteOf, routeOf } from './route-data'
import { typedPart } from './typed-part'

/** The contract as TypeScript, for the mini-program's client or for the functions. */
export async function generateTypes(
  contract: Contract,
  reader: 'client' | 'functions' = 'functions'
): Promise<string> {
  const json = (value: unknown) => JSON.stringify(value, null, 2)
  const asRead = reader === 'client' ? clientRouteOf : routeOf
  const routes = contract.operations.map((operation) => [operation.operationId, asRead(operation)])
  const hasMarks = /"(readOnly|writeOnly)":true/.test(JSON.stringify(contract.document))
  const types = await openapiTS(typedPart(contract.document, reader === 'functions') as never, {
    readWriteMarkers: hasMarks,
    defaultNonNullable: false,
    transform: (schema) =>
      isFile(schema) ? ts.factory.createTypeReferenceNode('UploadedFile') : undefined
  })
  return `${astToString(types)}

/** Without what belongs into answers only, or into requests only. */
type InRequest<Body> = ${hasMarks ? 'Writable<Body>' : 'Body'}
type InResponse<Body> = ${hasMarks ? 'Readable<Body>' : 'Body'}
${HELPER_TYPES}
/** Parameters that have a value even where a request leaves them out: their default. */
interface DefaultedParameters {${contract.operations.map(defaultsOf).join('')}
}

export const routes = ${json(Object.fromEntries(routes))} as const

/** How the credential of each security scheme is sent. */
export const securitySchemes = ${json(contract.securitySchemes)} as const

/** How long a client waits for a reply. */
export const clientTimeoutMs = ${contract.clientTimeoutSeconds * 1000}

/** What each code means: its HTTP status, and how a client may try again. */
export interface CodeMeaning {
  status: number
  message: string
  retry: 'no' | 'sameCode' | 'newCode' | 'login'
  retryAfterSeconds?: number
}

export type ErrorCode = ${codeNames(contract)}

export const codes: Record<ErrorCode, CodeMeaning> = ${json(contract.codes)}
`
}

/** Of ErrorCode, and of what else lists codes. */
function codeNames({ codes, document }: Contract): string {
  const names = Object.keys(codes).map((name) => `'${name}'`)
  const { components } = document as { components?: { schemas?: object } }
  const usual = 'ErrorCode' in (components?.schemas ?? {}) ? "Schemas['ErrorCode']" : 'string'
  return names.join(' | ') || usual
}

/** The parts of a multipart body that are files. */
function isFile(schema: object): boolean {
  const { format, contentMediaType, contentEncoding } = schema as Record<string, unknown>
  return format === 'binary' || (contentMediaType !== undefined && contentEncoding === undefined)
}

interface PlaceSchemas {
  properties: Record<string, { properties?: Record<string, { default?: unknown }> }>
}

function defaultsOf({ operationId, parametersSchema }: Operation): string {
  const places = Object.entries((parametersSchema as PlaceSchemas).properties)
  const names = places.flatMap(([place, { properties = {} }]) => {
    const defaulted = Object.keys(properties).filter(
      (name) => 'default' in (properties[name] ?? {})
    )
    return defaulted.length
      ? [`${place}: ${defaulted.map((name) => JSON.stringify(name)).join(' | ')}`]
      : []
  })
  return names.length ? `\n  ${operationId}: { ${names.join('; ')} }` : ''
}
