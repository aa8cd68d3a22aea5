import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Generated, loadContract, loadValidators } from '../../contract'
import { type Contract } from '../../contract/model'
import { type ContractRoute, makeRoutes } from '../routing/table'

export interface CompiledContract {
  contract: Contract
  routes: ContractRoute[]
}

const MAX_KEPT = 8

/**
 * Compiled contracts by the text of their files. Compiling one takes longer than a swap may; what is
 * published or served again is nearly always a contract that was in force before.
 */
export function createCompiledContracts(options: Generated | { lenient: true } | undefined) {
  const generated = options && 'lenient' in options ? undefined : options
  const known = new Map<string, CompiledContract>()
  const filesOf = new Map<string, string[]>()

  /** Rejects with a ContractError. */
  return async function load(file: string): Promise<CompiledContract> {
    const before = known.get(textOf(filesOf.get(file) ?? [file]))
    const { contract, routes } = before ?? (await compile(file))
    const { files, written } = contract
    known.delete(written)
    known.set(written, { contract, routes })
    const [oldest = ''] = known.keys()
    if (known.size > MAX_KEPT) known.delete(oldest)
    if (files.length > 1) filesOf.set(file, files)
    if (files.length > 1 || files[0] === path.resolve(file)) return { contract, routes }
    // a snapshot and the working file with the same text
    const own = {
      ...contract,
      files: [path.resolve(file)],
      place: (keys: readonly string[]) => ({ file, path: contract.place(keys).path })
    }
    return { contract: own, routes }
  }

  async function compile(file: string): Promise<CompiledContract> {
    const contract = await loadContract(file, options)
    return { contract, routes: makeRoutes(contract, await loadValidators(contract, generated)) }
  }
}

/** As `written` of a contract, of what the files have now. */
function textOf(files: string[]): string {
  return files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\0')
}
