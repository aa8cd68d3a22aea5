import { type Contract, type Example, type Operation, type Report } from '../model'
import { kindOfMedia } from '../read/read-media'
import { readPointer } from '../read/yaml-file'
import { createCompiler } from './schema-compiler'

/** Each example must be valid by its own schema and agree with its code, since mocks send it. */
export function checkExamples({ operations, codes }: Contract, report: Report): void {
  const compile = createCompiler()
  for (const operation of operations)
    for (const example of operation.examples) {
      const place = pathOf(operation, example)
      const which = `${operation.operationId} ${example.declared} example ${example.name}`
      const { schema } = mediaOf(operation, example) ?? {}
      const isJson = kindOfMedia(example.mediaType ?? '') === 'json'
      const validate = isJson && schema && !example.isMade ? compile(schema) : undefined
      if (validate && !validate(example.value)) {
        const { instancePath: at = '', message } = validate.errors?.[0] ?? {}
        const keys = readPointer(at)
        const value = example.name === 'example' ? keys : ['value', ...keys]
        report([...place, ...value], `${which}: data${at} ${message}`)
      } else checkCode(example, codes, (message) => report(place, `${which}: ${message}`))
    }
}

function mediaOf({ responses }: Operation, { declared, mediaType }: Example) {
  const response = responses.find(({ status }) => status === declared)
  return response?.media.find(({ type }) => type === mediaType)
}

function checkCode(
  { status, value }: Example,
  codes: Contract['codes'],
  refuse: (message: string) => void
): void {
  const { code, message } = (value ?? {}) as { code?: unknown; message?: unknown }
  // without x-codes, a contract may use codes as it likes
  if (status < 400 || typeof code !== 'string' || !Object.keys(codes).length) return
  const meaning = codes[code]
  if (meaning?.status !== status) refuse(`${code} is not a ${status}`)
  else if (status >= 500 && meaning.message !== message)
    refuse(`the message of ${code} must be "${meaning.message}"`)
}

function pathOf({ path, method }: Operation, { declared, mediaType = '', name }: Example) {
  const example = name === 'example' ? ['example'] : ['examples', name]
  const media = ['content', mediaType, ...example]
  return ['paths', path, method.toLowerCase(), 'responses', declared, ...media]
}
