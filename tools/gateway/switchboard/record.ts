import { isDeepStrictEqual } from 'node:util'
import { type Example, EXAMPLE_NAME } from '../../contract/model'
import { readYamlFile, valueAt } from '../../contract/read/yaml-file'
import { type GatewayRoute, type RoutingTable } from '../routing/table'
import { parse } from './drift'
import { setInYamlFile } from './edit-yaml'
import { redact } from './redact'
import { type FindViolations, type SentReply } from './violations'

const SUMMARY = 'Recorded from the function'
const MEDIA_TYPE = 'application/json'

interface Recording {
  /** The name of the new example. */
  example?: string
  /** Why there is none. */
  refused?: string
}

/**
 * Saves a function's answer as a named example in the contract's file, with secrets and personal data
 * replaced by what the first example has. An example that a person wrote is never overwritten. Returns
 * undefined when there is nothing new to save.
 */
export async function recordAnswer(
  table: RoutingTable,
  { operationId, path, method }: GatewayRoute,
  reply: SentReply,
  findViolations: FindViolations,
  wantedName = 'recorded'
): Promise<Recording | undefined> {
  const violations = await findViolations(table.contract, operationId, reply)
  if (violations.length) return { refused: violations.join('; ') }
  if (!reply.body) return undefined
  if (!EXAMPLE_NAME.test(wantedName))
    return { refused: 'X-Gateway-Record: must be a name in camelCase' }
  const known = examplesOf(table, operationId, reply.status)
  const sent = parse(reply)
  if (sent === undefined) return { refused: 'only JSON is recorded' }
  const value = redact(sent, known[0]?.value, reply.status >= 400)
  const isSaved = (example: Example) =>
    example.name.startsWith(wantedName) && isDeepStrictEqual(example.value, value)
  if (known.some(isSaved)) return undefined
  const redacted = { ...reply, body: JSON.stringify(value) }
  if ((await findViolations(table.contract, operationId, redacted)).length)
    return { refused: 'without its secrets the answer does not match the contract' }
  const media = ['responses', String(reply.status), 'content', MEDIA_TYPE]
  const where = locate(table, ['paths', path, method.toLowerCase(), ...media])
  const name = freeName(where.examples, wantedName)
  if (isDeepStrictEqual(where.examples[name]?.value, value)) return undefined
  setInYamlFile(where.file, [[[...where.keys, name], { summary: SUMMARY, value }]])
  return { example: name }
}

function examplesOf({ contract }: RoutingTable, operationId: string, status: number): Example[] {
  const operation = contract.operations.find((known) => known.operationId === operationId)
  return operation?.examples.filter((example) => example.status === status) ?? []
}

interface ExampleNode {
  summary?: string
  value?: unknown
}

/** The place of a response's examples, in the file and component that it refers to. */
function locate({ contract }: RoutingTable, responseKeys: string[]) {
  const { file, path: keys } = contract.place([...responseKeys, 'examples'])
  const examples = valueAt(readYamlFile(file).value, keys) ?? {}
  return { file, keys, examples: examples as Record<string, ExampleNode> }
}

/** `recorded`, `recorded2`, `recorded3` and so on: the first one that no person wrote. */
function freeName(examples: Record<string, ExampleNode>, wanted: string): string {
  const isTaken = (name: string) => examples[name] && examples[name].summary !== SUMMARY
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted}${i}`
    if (!isTaken(name)) return name
  }
}
