import {
  type OperationId,
  type RequestBody,
  type Result,
  routes
} from '../../../gateway-config/generated/contract'
import { authenticate } from '../accounts/authenticate'
import { type Session } from '../accounts/sessions'
import { type Deadline } from '../core/deadline'
import { group, type Needs, type Part, part, type PartsOf } from '../parts/part'
import { type DoorRequest } from './door-request'

/** One call of an operation, checked against the contract. */
export interface Call<O extends OperationId> {
  body: RequestBody<O>
  /** Path parameters by name. */
  params: Record<string, string>
  /** Names in lower case. Nothing in them identifies the caller. */
  headers: DoorRequest['headers']
  /** The caller's, as the platform saw it. */
  remoteAddress?: string
  /** The caller's session, where the contract asks for a token. */
  session: (typeof routes)[O]['authenticated'] extends true ? Session : undefined
  deadline: Deadline
  /** Adds fields to this call's line in the log. Never codes, tokens, openids or keys. */
  note(fields: Record<string, unknown>): void
}

/** The contract's JSON, or nothing (204). */
type Answer<O extends OperationId> = Result<O> extends undefined ? void : Result<O>

/** Answers a request that matches the operation's route and schemas. Throws Failure. */
export type Handle = (
  request: Omit<Call<OperationId>, 'body' | 'session'> & { body: unknown }
) => Promise<unknown>

export type Operation<O extends OperationId> = Part<Handle> & { operationId: O }

/**
 * An operation of the contract: the parts that it needs, and what it does with a call. `run`
 * returns the contract's JSON, or nothing (204). Throws Failure. Where the contract asks for a
 * token, the caller has been authenticated by then.
 */
export function operation<O extends OperationId, N extends Needs>(
  operationId: O,
  needs: N,
  run: (call: Call<O>, parts: PartsOf<N>) => Promise<Answer<O>>
): Operation<O> {
  const findSession = routes[operationId].authenticated ? authenticate : noSession
  const described = part({
    needs: { own: group(needs), findSession },
    make({ own, findSession }): Handle {
      return async (request) => {
        const session = await findSession(request.headers, request.deadline)
        // its body has passed this operation's schema, and its session is as the contract says
        return run({ ...request, session } as Call<O>, own)
      }
    }
  })
  return { ...described, operationId }
}

const noSession = part({ needs: {}, make: () => async () => undefined })
