/**
 * Reads contracts and their environments. What is `generated` from the same contract saves checking
 * it and compiling its validators; the schema compiler, which is slow to load, is loaded only
 * without it.
 */
import { type CloudEnvironment, type Environments } from './environment-model'
import { readCloudEnvironment } from './environments/cloud-environment'
import { readEnvironments } from './environments/read-environments'
import { type Generated, isGeneratedFrom } from './generated'
import { type Contract, type Validators } from './model'
import { bundle } from './read/bundle'
import { readContract } from './read/read-contract'
import { resolveReferences } from './read/resolve-references'
import { ContractError, readYamlFile, type YamlFile } from './read/yaml-file'
import { type Stage } from './stages'

export * from './environment-model'
export { isGeneratedFrom, loadGenerated, type Generated } from './generated'
export * from './mock-model'
export * from './model'
export { ContractError, parseYaml, readYamlFile, type YamlFile } from './read/yaml-file'
export { STAGES, type Stage } from './stages'

/**
 * Reads and checks a contract. Rejects with a ContractError that names file and line. With
 * `lenient`, a contract is read that is only mocked: what this project would refuse is a warning.
 */
export async function loadContract(
  file: string,
  options: Generated | { lenient: true } | undefined = undefined
): Promise<Contract> {
  if (options && 'lenient' in options) {
    const { readLeniently } = await import('./check/read-leniently')
    return readLeniently(file)
  }
  const files = bundle(file)
  if (isGeneratedFrom(options, files.document))
    return readContract(files, resolveReferences(files.document))
  if (files.problems.length) throw new ContractError(files.problems)
  const { checkContract, checkDocument } = await import('./check/check-contract')
  checkDocument(files)
  const openApi = resolveReferences(files.document)
  const contract = readContract(files, openApi)
  checkContract(files, openApi, contract)
  return contract
}

/** The validators of a contract's requests. */
export async function loadValidators(
  contract: Contract,
  generated?: Generated
): Promise<Validators> {
  if (generated && isGeneratedFrom(generated, contract.document)) return generated.validators
  const { compileValidators } = await import('./check/schema-compiler')
  return compileValidators(contract)
}

/** The validators of a contract's answers, for development and tests. */
export async function loadResponseValidators(
  contract: Contract,
  generated?: Generated
): Promise<Validators> {
  if (generated && isGeneratedFrom(generated, contract.document))
    return generated.loadResponseValidators()
  const { compileResponseValidators } = await import('./check/schema-compiler')
  return compileResponseValidators(contract)
}

/** Reads and checks environments.yaml. Rejects with a ContractError that names file and line. */
export async function loadEnvironments(
  file: string,
  operationIds: string[],
  generated?: Generated
): Promise<Environments> {
  return readEnvironments(await loadEnvironmentsFile(file, generated), operationIds)
}

/** Reads one environment as it can be deployed. Rejects with a ContractError. */
export async function loadCloudEnvironment(
  { contractFile, environmentsFile }: { contractFile: string; environmentsFile: string },
  stage: Stage,
  generated?: Generated
): Promise<CloudEnvironment> {
  const contract = await loadContract(contractFile, generated)
  const operationIds = contract.operations.map(({ operationId }) => operationId)
  const yaml = await loadEnvironmentsFile(environmentsFile, generated)
  const settings = readEnvironments(yaml, operationIds)[stage]
  return readCloudEnvironment(yaml, stage, contract, settings)
}

async function loadEnvironmentsFile(file: string, generated?: Generated): Promise<YamlFile> {
  const yaml = readYamlFile(file)
  if (generated?.environments(yaml.value)) return yaml
  const [{ checkSchema }, { environmentsSchema }] = await Promise.all([
    import('./check/check-schema'),
    import('./check/environments-schema')
  ])
  checkSchema(yaml, environmentsSchema)
  return yaml
}
