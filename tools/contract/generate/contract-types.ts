import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { type AnswerRules } from '../door/rules'
import { type Contract, type Operation } from '../model'
import { HELPER_TYPES } from './helper-types'

/** The contract as TypeScript, for the mini-program and for the functions. */
export async function generateTypes(contract: Contract): Promise<string> {
  const json = (value: unknown) => JSON.stringify(value, null, 2)
  const routes = contract.operations.map((operation) => [operation.operationId, routeOf(operation)])
  const types = await openapiTS(contract.document as never, {
    transform: (schema) =>
      isFile(schema) ? ts.factory.createTypeReferenceNode('UploadedFile') : undefined
  })
  return `${astToString(types)}
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
function codeNames({ codes }: Contract): string {
  const names = Object.keys(codes).map((name) => `'${name}'`)
  return names.join(' | ') || "Schemas['ErrorCode']"
}

/** What functions and client need to know of an operation, without what is empty. */
function routeOf(operation: Operation) {
  const { method, path, authenticated, parameters, body, security } = operation
  const answers = answersOf(operation)
  return {
    method,
    path,
    authenticated,
    ...(parameters.length && { parameters }),
    ...(body && { body }),
    ...(security.length && { security }),
    ...(answers && { answers }),
    ...(hasAnyJson(operation) && { anyJson: true })
  }
}

/**
 * Media types by status, of successes and of what is not plain JSON; undefined where there is only
 * 200 with JSON.
 */
function answersOf({ responses }: Operation): AnswerRules | undefined {
  const isJson = (types: string[]) => types.length === 1 && types[0] === 'application/json'
  const answers = responses
    .map(({ status, media }) => [status, media.map(({ type }) => type)] as const)
    .filter(([status, types]) => !/^[45]/.test(status) || !isJson(types))
  const [[status, types] = ['', []]] = answers
  const isUsual = answers.length === 1 && status === '200' && isJson(types)
  return isUsual ? undefined : Object.fromEntries(answers)
}

/** Whether a successful JSON answer may be a list or a plain value. */
function hasAnyJson({ responses }: Operation): boolean {
  return responses.some(
    ({ status, media }) =>
      !/^[345]/.test(status) &&
      media.some(({ type, schema = {} }) => /[/+]json/.test(type) && !isObject(schema, schema))
  )
}

interface AnswerSchema {
  $ref?: string
  $defs?: Record<string, AnswerSchema>
  type?: unknown
  allOf?: AnswerSchema[]
}

/** References lead into the `$defs` of the whole; what is too deep may be anything. */
function isObject(schema: AnswerSchema, { $defs = {} }: AnswerSchema, depth = 0): boolean {
  const { $ref = '', type, allOf = [] } = schema
  if (type === 'object') return true
  const target = $defs[$ref.replace('#/$defs/', '')]
  const parts = target ? [target, ...allOf] : allOf
  return depth < 8 && parts.some((part) => isObject(part, { $defs }, depth + 1))
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
