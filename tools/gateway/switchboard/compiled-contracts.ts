import { type Generated, loadContract, loadValidators } from '../../contract'
import { type Contract } from '../../contract/model'
import { type ContractRoute, makeRoutes } from '../routing/table'

export interface CompiledContract {
  contract: Contract
  routes: ContractRoute[]
}

const MAX_KEPT = 8

/**
 * Compiled contracts by their text. Compiling one takes longer than a swap may; what is published or
 * served again is nearly always a text that was in force before.
 */
export function createCompiledContracts(generated: Generated | undefined) {
  const known = new Map<string, CompiledContract>()

  /** Rejects with a ContractError. */
  return async function load(file: string, text: string): Promise<CompiledContract> {
    const found = known.get(text) ?? (await compile(file))
    known.delete(text)
    known.set(found.contract.text, found)
    const [oldest = ''] = known.keys()
    if (known.size > MAX_KEPT) known.delete(oldest)
    return found
  }

  async function compile(file: string): Promise<CompiledContract> {
    const contract = await loadContract(file, generated)
    return { contract, routes: makeRoutes(contract, await loadValidators(contract, generated)) }
  }
}
