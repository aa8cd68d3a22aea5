import { readdirSync } from 'node:fs'
import path from 'node:path'
import { loadContract, loadResponseValidators, loadValidators } from '../../../tools/contract'
import { project } from '../../support/project'

const PACKAGES = path.join(project.root, 'node_modules')
const EXAMPLES = path.join(PACKAGES, '@readme', 'oas-examples')

const inFolder = (folder: string, ending: RegExp) =>
  readdirSync(folder)
    .filter((name) => ending.test(name))
    .map((name) => path.join(folder, name))

const DOCUMENTS = ['3.0', '3.1'].flatMap((version) => [
  ...inFolder(path.join(EXAMPLES, version, 'json'), /\.json$/),
  ...inFolder(path.join(EXAMPLES, version, 'yaml'), /\.yaml$/)
])

it.each(DOCUMENTS.map((file) => [path.relative(PACKAGES, file), file]))(
  'reads %s, serves every operation, and compiles its schemas',
  async (_name, file) => {
    const contract = await loadContract(file, { lenient: true })
    expect(contract.notServed).toEqual([])
    const validators = await loadValidators(contract)
    for (const { operationId } of contract.operations)
      expect(validators[`${operationId}Parameters`]).toBeInstanceOf(Function)
    await loadResponseValidators(contract)
  }
)
