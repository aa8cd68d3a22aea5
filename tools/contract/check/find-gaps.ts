import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Project } from '../../project'
import { loadContract } from '../index'
import { type Operation } from '../model'
import { readYamlFile } from '../read/yaml-file'

/** What the contract promises and the project lacks; each line names one gap and its operation. */
export async function findGaps(project: Project): Promise<string[]> {
  const { operations } = await loadContract(project.contractFile)
  const { functions = {} } = readYamlFile(project.serverlessFile).value as {
    functions?: Record<string, { handler?: string } | null>
  }
  const shown = (file: string) => path.relative(project.root, file).replaceAll('\\', '/')
  return operations.flatMap((operation) => {
    const { operationId, function: name } = operation
    const { handler, entry, test } = filesOf(operation, project)
    const gaps: string[] = []
    if (!existsSync(handler)) gaps.push(`no handler ${shown(handler)}`)
    if (!new RegExp(`\\b${operationId}\\b`).test(readText(entry)))
      gaps.push(`${shown(entry)} does not serve it`)
    if (!existsSync(test)) gaps.push(`no test ${shown(test)}`)
    if (functions[name]?.handler !== `${name}.main_handler`)
      gaps.push(`${shown(project.serverlessFile)} has no function ${name}`)
    return gaps.map((gap) => `${operationId}: ${gap}`)
  })
}

/** By convention: `listCoupons` of `/coupons` is in `coupons/list-coupons.ts`. */
function filesOf({ operationId, function: name }: Operation, project: Project) {
  const fileName = operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return {
    handler: path.join(project.functionsDir, name, `${fileName}.ts`),
    entry: path.join(project.functionsDir, name, 'index.ts'),
    test: path.join(project.testDir, 'cloudfunctions', name, `${fileName}.test.ts`)
  }
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
