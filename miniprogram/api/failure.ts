import { type CodeMeaning, codes, type ErrorCode } from './contract'

/** `byHand`: the server may have executed the request, so only a person may decide to repeat it. */
export type Retry = CodeMeaning['retry'] | 'byHand'

/** Failures that no contract describes: on the phone, on the way, or from a third party. */
const OWN_RETRIES = {
  NETWORK: 'byHand',
  TIMEOUT: 'byHand',
  INTERRUPTED: 'byHand',
  NOT_CONTRACT: 'byHand',
  REFUSED: 'byHand',
  UPLOAD_REFUSED: 'byHand',
  UPLOAD_LOST: 'sameCode',
  UPLOAD_CANCELLED: 'byHand',
  DOMAIN_REFUSED: 'no',
  NO_GATEWAY_ADDRESS: 'no',
  WX_LOGIN_FAILED: 'newCode',
  WX_LOGIN_TIMEOUT: 'newCode',
  LOGGED_OUT: 'login',
  PHONE_NOT_GIVEN: 'byHand',
  PRIVACY_REFUSED: 'byHand',
  UNEXPECTED: 'byHand'
} as const

export type OwnCode = keyof typeof OWN_RETRIES
export type FailureCode = ErrorCode | OwnCode

interface FailureDetails {
  /** For developers; never shown to users. */
  message: string
  /** HTTP status; 0 where no reply came. */
  status?: number
  requestId?: string
  /** The pause that the server asks for; by default the one that the contract has for the code. */
  retryAfterSeconds?: number
  /** What the server says where its answer has no code of the contract. */
  body?: unknown
}

interface Meaning {
  retry: Retry
  retryAfterSeconds?: number
}

/** The only error that `api/` throws: a stable code, and how to continue. */
export class AppFailure extends Error {
  readonly code: FailureCode
  readonly retry: Retry
  readonly status: number
  readonly requestId: string
  readonly retryAfterSeconds: number
  readonly body: unknown

  constructor(code: FailureCode, details: FailureDetails) {
    super(details.message)
    const meaning: Meaning = isContractCode(code) ? codes[code] : { retry: retryOf(code) }
    this.name = 'AppFailure'
    this.code = code
    this.retry = meaning.retry
    this.status = details.status ?? 0
    this.requestId = details.requestId ?? ''
    this.retryAfterSeconds = details.retryAfterSeconds ?? meaning.retryAfterSeconds ?? 0
    this.body = details.body
  }
}

function retryOf(code: string): Retry {
  const retries = new Map<string, Retry>(Object.entries(OWN_RETRIES))
  return retries.get(code) ?? 'byHand'
}

/** Whether a code is one of the phone's own, which no server may claim. */
export function isOwnCode(code: string): code is OwnCode {
  return Object.keys(OWN_RETRIES).includes(code)
}

export function isContractCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.keys(codes).includes(code)
}

/** The failure itself, or UNEXPECTED around anything else that was thrown. */
export function asFailure(error: unknown): AppFailure {
  return error instanceof AppFailure
    ? error
    : new AppFailure('UNEXPECTED', { message: String(error) })
}

/** Whether a call failed because the server does not accept its token (any more). */
export function isTokenRefused(error: unknown): boolean {
  if (!(error instanceof AppFailure)) return false
  // where the contract has codes, another 401 is not the server's
  const isOfServer = error.code === 'REFUSED' && !Object.keys(codes).length
  return error.code === 'UNAUTHENTICATED' || (isOfServer && error.status === 401)
}

export function loggedOut(message: string): AppFailure {
  return new AppFailure('LOGGED_OUT', { message })
}
