import type { ErrorObject } from 'ajv/dist/2020'

/** Where in a document ajv's first error is, and what it says, in the words of who wrote it. */
export function schemaProblem(errors: ErrorObject[] | null | undefined): {
  path: string[]
  message: string
} {
  const [error] = errors ?? []
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
