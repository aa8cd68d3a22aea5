import { type Contract, type Report } from '../model'
import { type Bundle } from '../read/bundle'
import { type OpenApi } from '../read/openapi'
import { ContractError, valueAt } from '../read/yaml-file'
import { checkExamples } from './check-examples'
import { checkHeaders } from './check-headers'
import { checkMocks } from './check-mocks'
import { checkOperations } from './check-operations'
import { checkPatterns } from './check-patterns'
import { checkSchema } from './check-schema'
import { documentSchema } from './document-schema'
import { findCircles } from './drop-bad-keywords'

/** Throws a ContractError for a document that no contract can be read from. */
export function checkDocument({ document, problem }: Bundle): void {
  checkSchema({ value: document, problem }, documentSchema)
  const circles = findCircles(document)
  if (circles.length)
    throw new ContractError(
      circles.map((at) => problem(at, `$ref ${String(valueAt(document, at))} refers to itself`))
    )
}

/** Throws a ContractError for what a schema cannot express. */
export function checkContract(bundle: Bundle, openApi: OpenApi, contract: Contract): void {
  const problems = findProblems(bundle, openApi, contract)
  if (problems.length) throw new ContractError(problems)
}

export function findProblems(
  { document, problem }: Bundle,
  openApi: OpenApi,
  contract: Contract
): string[] {
  const problems: string[] = []
  const report: Report = (path, message) => problems.push(problem(path, message))
  if (!contract.operations.length) report(['paths'], 'the contract has no operation')
  checkOperations(openApi, report)
  checkCodes(openApi, report)
  checkExamples(contract, report)
  checkHeaders(contract, report)
  checkMocks(contract, report)
  checkPatterns(document, report)
  return problems
}

function checkCodes({ components }: OpenApi, report: Report): void {
  for (const [schema, node] of Object.entries(components?.schemas ?? {})) {
    const { enum: names = [], 'x-codes': codes } = node
    if (!codes && schema !== 'ErrorCode') continue
    const lacking = names.filter((name) => !codes?.[name])
    for (const name of lacking)
      report(['components', 'schemas', schema, 'enum'], `x-codes lacks ${name}`)
  }
}
