import path from 'node:path'
import { type Project } from '../../project'
import { loadContract } from '../index'
import { type Contract } from '../model'
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
    [path.join(generatedDir, 'request-validators.d.ts'), banner + VALIDATOR_TYPES],
    ...(await generateRequestValidators(contract, banner)).map(
      ([name, text]) => [path.join(generatedDir, name), text] as const
    ),
    [
      path.join(generatedDir, 'response-validators.js'),
      banner + (await generateResponseValidators(contract))
    ],
    [path.join(generatedDir, 'response-validators.d.ts'), banner + VALIDATOR_TYPES],
    [path.join(generatedDir, 'checked.js'), banner + (await generateChecked(contract))],
    [path.join(generatedDir, 'event-handlers.ts'), generateEventHandlers(project)]
  ])
}

/** A file per function, because a bundle takes its own alone, and one that has them all. */
async function generateRequestValidators(
  { operations }: Contract,
  banner: string
): Promise<[name: string, text: string][]> {
  const names = [...new Set(operations.map((operation) => operation.function))]
  const fileOf = (name: string) => `request-validators/${name}.js`
  const all = names.map((name) => `  ...require('./${fileOf(name)}')`)
  const files = names.map(async (name): Promise<[string, string]> => {
    const own = operations.filter((operation) => operation.function === name)
    return [fileOf(name), banner + (await generateValidators({ operations: own }))]
  })
  return [
    ['request-validators.js', `${banner}module.exports = {\n${all.join(',\n')}\n}\n`],
    ...(await Promise.all(files))
  ]
}
