import { createAjv } from './new-ajv'

/**
 * Where a document is not what its schema wants, and why, in the words of who wrote it. An unknown
 * key goes first: it is what somebody wrote in the place of one that is missing.
 */
export function schemaProblem(
  schema: object,
  document: unknown
): { path: string[]; message: string } {
  const ajv = createAjv({ allErrors: true })
  ajv.validate(schema, document)
  const { errors } = ajv
  const error = errors?.find(({ keyword }) => keyword === 'additionalProperties') ?? errors?.[0]
  if (!error) return { path: [], message: 'not valid' }
  const { instancePath, keyword, params, propertyName, message = 'not valid' } = error
  const path = instancePath.split('/').slice(1).map(decodePointer)
  if (propertyName !== undefined) path.push(propertyName)
  const given = params as { additionalProperty?: string; allowedValues?: unknown[] }
  const unknown = given.additionalProperty
  if (unknown !== undefined) {
    const whole = [...path, unknown]
    return { path: whole, message: `${name(whole)}: there is no such key here` }
  }
  const allowed = keyword === 'enum' ? `: ${given.allowedValues?.join(', ')}` : ''
  return { path, message: `${name(path)}: ${message}${allowed}` }
}

function decodePointer(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~')
}

function name(path: string[]): string {
  return path.join('.') || 'the document'
}
