import {
  type OperationId,
  type ReceivedBody,
  type ReceivedParameters,
  type routes
} from '../../../gateway-config/generated/contract'
import { type Session } from '../accounts/sessions'
import { type Deadline } from '../core/deadline'
import { type RoleKey } from '../settings/role-key'

/**
 * What each security scheme of one's own resolves to, if declared where the scheme is registered:
 * `declare module '../shared/http/call' { interface Principals { partnerKey: Partner } }`
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- functions extend it
export interface Principals {}

/** One call of an operation, checked against the contract. */
export interface Call<O extends OperationId> {
  query: ReceivedParameters<O, 'query'>
  path: ReceivedParameters<O, 'path'>
  /** The declared ones; names in lower case. */
  header: ReceivedParameters<O, 'header'>
  cookie: ReceivedParameters<O, 'cookie'>
  body: ReceivedBody<O>
  /** The body as it came, for signatures. */
  rawBody: Buffer
  /** All that were sent; names in lower case. Nothing in them identifies the caller. */
  headers: Partial<Record<Lowercase<string>, string>>
  /** The caller's, as the platform saw it. */
  remoteAddress?: string
  /** The caller's session, where the contract makes it certain or possible. */
  session: SessionOf<O>
  /** What the schemes that let the caller in resolve to, by name. */
  principal: Partial<Principals> & Record<string, unknown>
  deadline: Deadline
  /** Of the function's execution role, for services that are asked with it. Never log it. */
  roleKey?: RoleKey
  /** Which of these media types the caller likes best; undefined where none is acceptable. */
  accepts<T extends string>(...types: T[]): T | undefined
  /** Adds fields to this call's line in the log. Never codes, tokens, openids or keys. */
  note(fields: Record<string, unknown>): void
}

type Routes = typeof routes

type SessionOf<O extends OperationId> = Routes[O]['authenticated'] extends true
  ? Session
  : SchemeOf<Routes[O]> extends infer Scheme
    ? [Extract<Scheme, SessionScheme>] extends [never]
      ? undefined
      : Session | undefined
    : never

type SchemeOf<R> = R extends {
  security: readonly (readonly { scheme: infer Scheme }[])[]
}
  ? Scheme
  : never

/** The schemes that resolve to a session. */
const SESSION_SCHEMES = ['sessionToken', 'waferSkey'] as const
type SessionScheme = (typeof SESSION_SCHEMES)[number]

export function isSessionScheme(name: string): name is SessionScheme {
  return (SESSION_SCHEMES as readonly string[]).includes(name)
}
