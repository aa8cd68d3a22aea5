/** Writes what the contract promises and the project lacks. Never overwrites a file. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Project } from '../../project'
import { type Gap, listGaps } from '../check/find-gaps'
import { fileNameOf } from '../door/handler-file'
import { type Operation } from '../model'
import { addEntry } from './deploy-entry'
import { addOperation } from './function-index'

/**
 * Returns the files that were written or extended, each once. Throws an Error that names the file
 * and what to add by hand when one that exists cannot be extended safely.
 */
export async function writeMissing(project: Project): Promise<string[]> {
  const written = new Set<string>()
  for (const gap of await listGaps(project)) {
    const text = await textFor(gap)
    if (text === undefined || text === readText(gap.file)) continue
    mkdirSync(path.dirname(gap.file), { recursive: true })
    writeFileSync(gap.file, text)
    written.add(gap.file)
  }
  return [...written]
}

async function textFor({ kind, file, operation }: Gap): Promise<string | undefined> {
  const text = readText(file)
  if (kind === 'index') return addOperation(file, text, operation.operationId)
  if (kind === 'entry') return addEntry(file, text ?? '', operation.function)
  if (text !== undefined) return undefined
  return kind === 'handler' ? handlerOf(operation) : testOf(operation)
}

function handlerOf({ operationId, method, path: address }: Operation): string {
  return `import { operation } from '../shared/http/operation'

/** ${method.toUpperCase()} ${address} */
export const ${operationId} = operation('${operationId}', {}, async () => {
  throw new Error('${operationId} is not written yet')
})
`
}

/** A todo: the suite stays green, and Jest counts the operation as untested until its owner writes the test. */
function testOf({ operationId, method, path: address }: Operation): string {
  return `import { startTestStack, type TestStack } from '../../support/stack'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

// the handler is in ${fileNameOf(operationId)}.ts; call it with stack.fetch, or as a user with logIn of ../caller
it.todo(${JSON.stringify(`answers ${method.toUpperCase()} ${address}`).replace(/^"|"$/g, "'")})
`
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
