import type { Contract } from '../../contract/read/read-contract'
import { compileRoutes } from '../compile-routes'
import type { CompiledRoute } from '../types'

export interface CompiledContract {
  contract: Contract
  routes: CompiledRoute[]
}

const KEPT = 8

/**
 * Compiled contracts by their text. Reading one takes longer than a swap may; what is published or
 * served again is nearly always a text that was in force before.
 */
export function createCompiledContracts() {
  const known = new Map<string, CompiledContract>()

  return {
    find(text: string, read: () => Contract): CompiledContract {
      const found = known.get(text) ?? compile(read())
      known.delete(text)
      known.set(text, found)
      const [oldest] = known.keys()
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
      return found
    }
  }
}

function compile(contract: Contract): CompiledContract {
  return { contract, routes: compileRoutes(contract) }
}
