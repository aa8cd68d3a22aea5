import { createRequire } from 'node:module'
import type { Contract } from '../contract/read/read-contract'
import generated from '../../gateway-config/generated/validators'
import { isChecked } from '../contract/read/read-checked'
import type * as CompileValidators from './compile-validators'
import { makeRoutes } from './make-routes'
import type { CompiledRoute } from './types'

const load = createRequire(__filename)

/** Compiles the contract into routes once; a request then only picks. */
export function compileRoutes(contract: Contract): CompiledRoute[] {
  if (isChecked(contract.document)) return makeRoutes(contract, generated)
  // a schema compiler is slow to load: a gateway has to start at once
  const { compileValidators } = load('./compile-validators') as typeof CompileValidators
  return makeRoutes(contract, compileValidators(contract))
}
