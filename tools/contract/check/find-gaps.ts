import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Project } from '../../project'
import { fileNameOf, handlerFileOf } from '../door/handler-file'
import { loadContract } from '../index'
import { type Operation } from '../model'
import { readYamlFile } from '../read/yaml-file'

export interface Gap {
  kind: 'handler' | 'index' | 'test' | 'entry'
  operation: Operation
  /** Where it should be. */
  file: string
  /** For people: `listCoupons: no handler cloudfunctions/coupons/list-coupons.ts` */
  text: string
}

/** What the contract promises and the project lacks; each line names one gap and its operation. */
export async function findGaps(project: Project): Promise<string[]> {
  const { listSettingGaps } = await import('./declared-settings')
  return [...(await listGaps(project)), ...listSettingGaps(project)].map(({ text }) => text)
}

export async function listGaps(project: Project): Promise<Gap[]> {
  const { operations } = await loadContract(project.contractFile)
  // loads the TypeScript compiler
  const { listServed } = await import('./served-operations')
  const { functions } = (
    existsSync(project.serverlessFile) ? readYamlFile(project.serverlessFile).value : {}
  ) as { functions?: Record<string, { handler?: string } | null> }
  const shown = (file: string) => path.relative(project.root, file).replaceAll('\\', '/')
  return operations.flatMap((operation) => {
    const { operationId, function: name } = operation
    const { handler, entry, test } = filesOf(operation, project)
    const gaps: Gap[] = []
    const add = (kind: Gap['kind'], file: string, problem: string) =>
      gaps.push({ kind, operation, file, text: `${operationId}: ${problem}` })
    if (!existsSync(handler)) add('handler', handler, `no handler ${shown(handler)}`)
    if (!listServed(entry).has(operationId))
      add('index', entry, `${shown(entry)} does not serve it`)
    if (!existsSync(test)) add('test', test, `no test ${shown(test)}`)
    if (functions?.[name]?.handler !== `${name}.main_handler`) {
      const { serverlessFile } = project
      add('entry', serverlessFile, `${shown(serverlessFile)} has no function ${name}`)
    }
    return gaps
  })
}

/** By convention: `listCoupons` of `/coupons` is in `coupons/list-coupons.ts`. */
function filesOf(operation: Operation, project: Project) {
  const { operationId, function: name } = operation
  return {
    handler: path.join(project.functionsDir, handlerFileOf(operation)),
    entry: path.join(project.functionsDir, name, 'index.ts'),
    test: path.join(project.testDir, 'cloudfunctions', name, `${fileNameOf(operationId)}.test.ts`)
  }
}
