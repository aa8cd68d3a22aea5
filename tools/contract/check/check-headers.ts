import { validateHeaderName, validateHeaderValue } from 'node:http'
import { type Contract, type Report } from '../model'

/** Reports headers of answers that HTTP forbids: mocks send their examples. */
export function checkHeaders({ operations }: Contract, report: Report): void {
  for (const { method, path, responses } of operations)
    for (const { status, headers } of responses)
      for (const { name, example = '' } of headers) {
        const problem = headerProblem(name, example)
        const at = ['paths', path, method.toLowerCase(), 'responses', status, 'headers', name]
        if (problem) report(at, `${name}: ${problem}`)
      }
}

/** Why HTTP does not carry a header; undefined where it does. */
export function headerProblem(name: string, value: string): string | undefined {
  try {
    validateHeaderName(name)
  } catch {
    return 'a name of a header has letters, digits and dashes'
  }
  try {
    validateHeaderValue(name, value)
  } catch {
    return 'its example has characters that a header cannot carry'
  }
}
