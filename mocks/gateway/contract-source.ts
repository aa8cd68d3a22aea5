import { ContractError, readContract, type Contract } from '../../gateway-config/compile'
import { watchFile } from './switchboard/watch-file'

/**
 * Reads the contract anew after each edit. A broken edit is told once, and the contract before it
 * stays.
 */
export function watchContract(
  file: string,
  tell: { changed(contract: Contract): void; log(line: string): void }
): { stop(): void } {
  let lastProblem = ''
  return watchFile(file, () => {
    try {
      tell.changed(readContract(file))
      if (lastProblem) tell.log('the contract is good again')
      lastProblem = ''
    } catch (error) {
      const problem = error instanceof ContractError ? error.message : String(error)
      if (problem !== lastProblem)
        tell.log(`${problem}\nuntil this is mended, the contract before it stays`)
      lastProblem = problem
    }
  })
}
