import type { Contract, Example, Operation, Report } from '../read/read-contract'
import { createAjv } from './new-ajv'

/** An example that its own schema refuses, or that contradicts its code, would be a lie in every mock. */
export function checkExamples({ operations, codes }: Contract, report: Report): void {
  const ajv = createAjv()
  for (const operation of operations) {
    for (const example of operation.examples) {
      const at = pathOf(operation, example)
      const which = `${operation.operationId} ${example.status} example ${example.name}`
      const schema = operation.responseSchemas.get(example.status)
      if (schema && !ajv.validate(schema, example.value)) {
        const [error] = ajv.errors ?? []
        const keys = error?.instancePath.split('/').slice(1) ?? []
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
  if (meaning?.status !== status) refuse(`${code} is no ${status}`)
  else if (status >= 500 && meaning.message !== message) refuse('says what the code does not')
}

function pathOf({ path, method }: Operation, { status, name }: Example): string[] {
  const media = ['content', 'application/json', 'examples', name]
  return ['paths', path, method.toLowerCase(), 'responses', String(status), ...media]
}
