import { type Contract, type Report } from '../model'
import { type OpenApi } from '../read/openapi'
import { ContractError, type YamlFile } from '../read/yaml-file'
import { checkExamples } from './check-examples'
import { checkMocks } from './check-mocks'
import { checkOperations } from './check-operations'
import { checkSchema } from './check-schema'
import { documentSchema } from './document-schema'

/** Throws a ContractError for a document that no contract can be read from. */
export function checkDocument(yaml: YamlFile): void {
  checkSchema(yaml, documentSchema)
}

/** Throws a ContractError for what a schema cannot express. */
export function checkContract(yaml: YamlFile, openApi: OpenApi, contract: Contract): void {
  const problems: string[] = []
  const report: Report = (path, message) => problems.push(yaml.problem(path, message))
  if (!contract.operations.length) report(['paths'], 'the contract has no operation')
  checkOperations(openApi, report)
  checkCodes(openApi, report)
  checkExamples(contract, report)
  checkMocks(contract, report)
  if (problems.length) throw new ContractError(problems)
}

function checkCodes({ components }: OpenApi, report: Report): void {
  const { enum: names = [], 'x-codes': codes = {} } = components?.schemas?.ErrorCode ?? {}
  for (const name of names)
    if (!codes[name])
      report(['components', 'schemas', 'ErrorCode', 'enum'], `x-codes lacks ${name}`)
}
