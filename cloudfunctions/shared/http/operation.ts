import { type OperationId } from '../../../gateway-config/generated/contract'
import { type Failure } from '../core/failure'
import { group, type Needs, type Part, part, type PartsOf } from '../parts/part'
import { type Answer } from './answer'
import { type Call } from './call'

export { type Call } from './call'

/** Answers a call that matches the operation's route and schemas. Throws Failure. */
export type Handle = (call: Call<never>) => Promise<unknown>

export type Operation<O extends OperationId> = Part<Handle> & { operationId: O } & OperationOptions

interface OperationOptions {
  /** Turns a failure of the door, before the operation runs, into what its clients expect. */
  refuse?(failure: Failure): Failure
}

/**
 * An operation of the contract: the parts that it needs, and what it does with a call. `run`
 * returns the contract's result, nothing where that has none (204), or a `reply`. Throws Failure.
 * The caller has been let in by one of the contract's security schemes by then.
 */
export function operation<O extends OperationId, N extends Needs>(
  operationId: O,
  needs: N,
  run: (call: Call<O>, parts: PartsOf<N>) => Promise<Answer<O>>,
  options: OperationOptions = {}
): Operation<O> {
  const described = part({
    needs: { own: group(needs) },
    make:
      ({ own }): Handle =>
      (call) =>
        // the door has checked it against this operation's rules
        run(call as unknown as Call<O>, own)
  })
  return { ...described, ...options, operationId }
}
