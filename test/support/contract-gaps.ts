import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { readContract } from '../../tools/contract/read/read-contract'

/**
 * What the contract promises and the project at `root` lacks; each gap is one line that names it.
 */
export function findGaps(root: string): string[] {
  const contract = readContract(path.join(root, 'gateway-config/openapi.yaml'))
  const { functions } = parse(readFileSync(path.join(root, 'deploy/serverless.yml'), 'utf8')) as {
    functions: Record<string, { handler?: string } | undefined>
  }
  const bundleEntry = (name: string) => read(root, `cloudfunctions/${name}/index.ts`)
  return contract.operations.flatMap((operation) => {
    const { operationId, function: name } = operation
    const file = `cloudfunctions/${name}/${kebab(operationId)}.ts`
    const gaps: string[] = []
    if (!existsSync(path.join(root, file))) gaps.push(`${operationId}: no handler ${file}`)
    if (!new RegExp(`\\b${operationId}\\b`).test(bundleEntry(name)))
      gaps.push(`${operationId}: cloudfunctions/${name}/index.ts does not serve it`)
    const test = `test/cloudfunctions/${name}/${kebab(operationId)}.test.ts`
    if (!existsSync(path.join(root, test))) gaps.push(`${operationId}: no test ${test}`)
    if (functions[name]?.handler !== `${name}.main_handler`)
      gaps.push(`${operationId}: deploy/serverless.yml has no function ${name}`)
    return gaps
  })
}

function read(root: string, file: string): string {
  const full = path.join(root, file)
  return existsSync(full) ? readFileSync(full, 'utf8') : ''
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
