import { checkExamples } from './check-examples'
import { checkMocks } from './check-mocks'
import { checkOperations } from './check-operations'
import type { Contract, Report } from '../read/read-contract'
import { ContractError } from '../read/contract-error'
import type { OpenApi } from '../read/document'
import { documentSchema } from './document-schema'
import { createAjv } from './new-ajv'
import { schemaProblem } from './schema-problem'
import type { YamlFile } from '../read/yaml-file'

const isDocument = createAjv().compile(documentSchema)

/** Throws a ContractError for a file that no contract can be read from. */
export function checkDocument(yaml: YamlFile): void {
  if (isDocument(yaml.value)) return
  const { path, message } = schemaProblem(documentSchema, yaml.value)
  throw new ContractError([yaml.problem(path, message)])
}

/** What a schema cannot say. */
export function checkContract(contract: Contract, openApi: OpenApi, report: Report): void {
  checkOperations(openApi.paths, report)
  checkExamples(contract, report)
  checkMocks(contract, report)
}
