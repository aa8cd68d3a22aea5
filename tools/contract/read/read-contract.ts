import { createRequire } from 'node:module'
import type * as Checks from '../check/check-contract'
import { ContractError } from './contract-error'
import { BadReference, dereference, METHOD_NAMES, type CodeMeaning, type OpenApi } from './document'
import type { MockSettings } from './mock-settings'
import { readOperation } from './read-operation'
import type { HttpMethod } from '../door/request-check'
import type { ScenarioSettings } from './scenario-settings'
import { readYamlFile, type YamlFile } from './yaml-file'

export { ContractError } from './contract-error'

export interface Example {
  status: number
  name: string
  /** undefined where the contract gives no body */
  value: unknown
}

export interface Operation {
  operationId: string
  /** The first segment of the path: folder, bundle and deploy entry have this name. */
  function: string
  method: HttpMethod
  path: string
  authenticated: boolean
  /** The headers, in lower case, of which one must carry a token. */
  credentials: string[]
  bodySchema?: object
  querySchema: { properties: Record<string, object>; required: string[] }
  /** Named answers in the contract's order; the first one below 300 is the default. */
  examples: Example[]
  /** By status. */
  responseSchemas: Map<number, object | undefined>
  mock: MockSettings
}

export interface Contract {
  /** The file as it was read, comments and all. */
  text: string
  /** As written, references included. */
  document: object
  operations: Operation[]
  codes: Record<string, CodeMeaning>
  /** So long a client waits for a reply. */
  clientTimeoutSeconds: number
  scenarios: Record<string, ScenarioSettings>
}

/** Says what is wrong at a path of the document. */
export type Report = (path: readonly string[], message: string) => void

const load = createRequire(__filename)

/**
 * Reads an OpenAPI 3.1 file into what the gateway and the generator need. Throws ContractError. A
 * document for which `isChecked` holds is taken as right: to check it takes longer than all else.
 */
export function readContract(file: string, isChecked?: (document: unknown) => boolean): Contract {
  const yaml = readYamlFile(file)
  const problems: string[] = []
  const report: Report = (path, message) => problems.push(yaml.problem(path, message))
  const checks = isChecked?.(yaml.value)
    ? undefined
    : (load('../check/check-contract') as typeof Checks)
  checks?.checkDocument(yaml)
  const openApi = resolveAll(yaml)
  const operations = Object.entries(openApi.paths).flatMap(([path, item]) =>
    METHOD_NAMES.flatMap((method) => {
      return item[method] ? [readOperation(path, method, item, openApi, report)] : []
    })
  )
  if (!operations.length) report(['paths'], 'the contract has no operation')
  const codes = readCodes(openApi, report)
  const scenarios = openApi['x-scenarios'] ?? {}
  const contract: Contract = {
    text: yaml.text,
    document: yaml.value as object,
    operations,
    codes,
    clientTimeoutSeconds: openApi['x-client-timeout-seconds'] ?? 60,
    scenarios
  }
  checks?.checkContract(contract, openApi, report)
  if (problems.length) throw new ContractError(problems)
  return contract
}

function resolveAll(yaml: YamlFile): OpenApi {
  try {
    return dereference(yaml.value) as OpenApi
  } catch (error) {
    if (!(error instanceof BadReference)) throw error
    throw new ContractError([yaml.problem(findReference(yaml.value, error.ref), error.message)])
  }
}

function findReference(node: unknown, ref: string): string[] {
  for (const [key, value] of Object.entries((node ?? {}) as Record<string, unknown>)) {
    if (key === '$ref' && value === ref) return [key]
    const below = typeof value === 'object' ? findReference(value, ref) : []
    if (below.length) return [key, ...below]
  }
  return []
}

function readCodes({ components }: OpenApi, report: Report): Contract['codes'] {
  const { enum: names = [], 'x-codes': codes = {} } = components?.schemas?.ErrorCode ?? {}
  for (const name of names)
    if (!codes[name])
      report(['components', 'schemas', 'ErrorCode', 'enum'], `x-codes lacks ${name}`)
  return codes
}
