import { type Contract, type Example, type Operation, type Report } from '../model'
import { readPointer } from '../read/yaml-file'
import { createAjv } from './schema-compiler'

/** Each example must be valid by its own schema and agree with its code, since mocks send it. */
export function checkExamples({ operations, codes }: Contract, report: Report): void {
  const ajv = createAjv()
  for (const operation of operations) {
    for (const example of operation.examples) {
      const at = pathOf(operation, example)
      const which = `${operation.operationId} ${example.status} example ${example.name}`
      const schema = operation.responseSchemas.get(example.status)
      if (schema && !ajv.validate(schema, example.value)) {
        const [error] = ajv.errors ?? []
        const keys = readPointer(error?.instancePath ?? '')
        report([...at, 'value', ...keys], `${which}: ${ajv.errorsText(ajv.errors?.slice(0, 1))}`)
      } else checkCode(example, codes, (message) => report(at, `${which}: ${message}`))
    }
  }
}

function checkCode(
  { status, value }: Example,
  codes: Contract['codes'],
  refuse: (message: string) => void
): void {
  const { code, message } = (value ?? {}) as { code?: unknown; message?: unknown }
  if (status < 400 || typeof code !== 'string') return
  const meaning = codes[code]
  if (meaning?.status !== status) refuse(`${code} is not a ${status}`)
  else if (status >= 500 && meaning.message !== message)
    refuse(`the message of ${code} must be "${meaning.message}"`)
}

function pathOf({ path, method }: Operation, { status, name }: Example): string[] {
  const media = ['content', 'application/json', 'examples', name]
  return ['paths', path, method.toLowerCase(), 'responses', String(status), ...media]
}
