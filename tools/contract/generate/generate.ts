/**
 * npm run contract: openapi.yaml -> the contract as TypeScript for both sides, and validators
 * compiled ahead of time (a cold start does not wait for a schema compiler). `--check` writes
 * nothing and exits 1 when a file is stale.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import openapiTS, { astToString } from 'openapi-typescript'
import { ContractError, readContract, type Contract } from '../read/read-contract'
import { BANNER, generateChecked, generateValidators } from './compile-ahead'

const ROOT = path.resolve(__dirname, '../../..')
const HELP = `Usage: npm run contract [-- --check]

Checks gateway-config/openapi.yaml, and writes what is generated from it: the contract as TypeScript
for the mini-program and for the functions, the validators of both gateway and functions, and what
a gateway need not check again at its start.

  --check   write nothing; exit code 1 when a generated file is stale`

const VALIDATOR_TYPES = `${BANNER}
import type { Validate } from '../../tools/contract/door/request-check'

/** By operationId and part: loginBody, loginQuery. */
declare const validators: Record<string, Validate | undefined>
export default validators
`

const CHECKED_TYPES = `${BANNER}
import type { Validate } from '../../tools/contract/door/request-check'

/** Of the contract that was checked, and that the validators are for. */
export const contractHash: string
/** Of environments.yaml, but for what only the contract knows. */
export const environments: Validate
`

/** All generated files, as { path relative to the project: content }. Throws ContractError. */
async function generate(
  contractFile = path.join(ROOT, 'gateway-config/openapi.yaml')
): Promise<Record<string, string>> {
  const contract = readContract(contractFile)
  const types = await generateTypes(contract)
  return {
    'gateway-config/generated/contract.ts': types,
    'miniprogram/api/contract.ts': types,
    'gateway-config/generated/validators.js': await generateValidators(contract),
    'gateway-config/generated/validators.d.ts': VALIDATOR_TYPES,
    'gateway-config/generated/checked.js': await generateChecked(contract),
    'gateway-config/generated/checked.d.ts': CHECKED_TYPES
  }
}

/** The names, relative to the project, of the generated files that differ from what is on disk. */
async function findStale(): Promise<string[]> {
  const onDisk = (file: string) =>
    existsSync(path.join(ROOT, file)) && readFileSync(path.join(ROOT, file), 'utf8')
  return Object.entries(await generate())
    .filter(([file, content]) => onDisk(file) !== content)
    .map(([file]) => file)
}

async function generateTypes(contract: Contract): Promise<string> {
  const json = (value: unknown) => JSON.stringify(value, null, 2)
  const routes = contract.operations.map(({ operationId, method, path, authenticated }) => [
    operationId,
    { method, path, authenticated }
  ])
  return [
    BANNER,
    astToString(await openapiTS(contract.document as never)),
    "export type Schemas = components['schemas']",
    "export type ErrorCode = Schemas['ErrorCode']",
    'export type OperationId = keyof operations\n',
    '/** The JSON that an operation takes; `undefined` where it takes none. */',
    'export type RequestBody<O extends OperationId> = operations[O] extends {',
    "  requestBody: { content: { 'application/json': infer Body } }",
    '}',
    '  ? Body',
    '  : undefined\n',
    '/** The JSON of an operation when all goes well; `undefined` where there is none (204). */',
    "export type Result<O extends OperationId> = operations[O]['responses'] extends {",
    "  200: { content: { 'application/json': infer Body } }",
    '}',
    '  ? Body',
    '  : undefined\n',
    `export const routes = ${json(Object.fromEntries(routes))} as const\n`,
    '/** So long a client waits for a reply. */',
    `export const clientTimeoutMs = ${contract.clientTimeoutSeconds * 1000}\n`,
    `/** What each code means: its HTTP status, and how a client may try again. */`,
    'export interface CodeMeaning {',
    '  status: number',
    '  message: string',
    "  retry: 'no' | 'sameCode' | 'newCode' | 'login'",
    '  retryAfterSeconds?: number',
    '}\n',
    `export const codes: Record<ErrorCode, CodeMeaning> = ${json(contract.codes)}\n`
  ].join('\n')
}

async function main() {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }
  })
  if (values.help) return console.log(HELP)
  if (values.check) {
    const stale = await findStale()
    for (const file of stale) console.error(`${file} is stale: run \`npm run contract\``)
    process.exitCode = stale.length ? 1 : 0
    return
  }
  for (const [file, content] of Object.entries(await generate())) {
    writeFileSync(path.join(ROOT, file), content)
    console.log(`wrote ${file}`)
  }
}

/** What is wrong with the file or the command, where a stack would tell nothing. */
function isForPerson(error: unknown): error is Error {
  const { code = '' } = error as NodeJS.ErrnoException
  return error instanceof ContractError || code.startsWith('ERR_PARSE_ARGS')
}

if (require.main === module)
  main().catch((error: unknown) => {
    console.error(isForPerson(error) ? error.message : error)
    process.exitCode = 1
  })
