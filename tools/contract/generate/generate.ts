import path from 'node:path'
import { type Project } from '../../project'
import { loadContract } from '../index'
import { generateChecked, generateResponseValidators, generateValidators } from './compile-ahead'
import { generateTypes } from './contract-types'
import { generateEventHandlers } from './event-handlers'

const VALIDATOR_TYPES = `
/** A validator compiled by ajv, which leaves the errors of the last call on the function. */
type Validate = ((value: unknown) => boolean) & {
  errors?:
    | {
        instancePath: string
        keyword: string
        message?: string
        params: Record<string, unknown>
      }[]
    | null
}

/** By operationId and part. */
declare const validators: Record<string, Validate | undefined>
export default validators
`

/** The text of every generated file, by its path. Rejects with a ContractError. */
export async function generate(project: Project): Promise<Map<string, string>> {
  const { root, contractFile, generatedDir, miniprogramDir } = project
  const contract = await loadContract(contractFile)
  const source = path.relative(root, contractFile).replaceAll('\\', '/')
  const banner = `// GENERATED from ${source} by \`npm run contract\`: do not edit.\n`
  const typesFor = async (reader: 'client' | 'functions') =>
    `${banner}\n${await generateTypes(contract, reader)}`
  return new Map([
    [path.join(generatedDir, 'contract.ts'), await typesFor('functions')],
    [path.join(miniprogramDir, 'api', 'contract.ts'), await typesFor('client')],
    [path.join(generatedDir, 'validators.js'), banner + (await generateValidators(contract))],
    [path.join(generatedDir, 'validators.d.ts'), banner + VALIDATOR_TYPES],
    [
      path.join(generatedDir, 'response-validators.js'),
      banner + (await generateResponseValidators(contract))
    ],
    [path.join(generatedDir, 'response-validators.d.ts'), banner + VALIDATOR_TYPES],
    [path.join(generatedDir, 'checked.js'), banner + (await generateChecked(contract))],
    [path.join(generatedDir, 'event-handlers.ts'), generateEventHandlers(project)]
  ])
}
