import { type CodeMeaning, codes, type ErrorCode } from './contract'

/** `byHand`: the server may have executed the request, so only a person may decide to repeat it. */
export type Retry = CodeMeaning['retry'] | 'byHand'

/** Failures that no contract describes: on the phone, on the way, or from a third party. */
const OWN_RETRIES = {
  NETWORK: 'byHand',
  TIMEOUT: 'byHand',
  INTERRUPTED: 'byHand',
  NOT_CONTRACT: 'byHand',
  DOMAIN_REFUSED: 'no',
  NO_GATEWAY_ADDRESS: 'no',
  WX_LOGIN_FAILED: 'newCode',
  WX_LOGIN_TIMEOUT: 'newCode',
  LOGGED_OUT: 'login',
  PHONE_NOT_GIVEN: 'byHand',
  PRIVACY_REFUSED: 'byHand',
  UNEXPECTED: 'byHand'
} as const

export type FailureCode = ErrorCode | keyof typeof OWN_RETRIES

interface FailureDetails {
  /** For developers; never shown to users. */
  message: string
  /** HTTP status; 0 where no reply came. */
  status?: number
  requestId?: string
  /** The pause that the server asks for; by default the one that the contract has for the code. */
  retryAfterSeconds?: number
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

  constructor(code: FailureCode, details: FailureDetails) {
    super(details.message)
    const meaning: Meaning = isContractCode(code) ? codes[code] : { retry: OWN_RETRIES[code] }
    this.name = 'AppFailure'
    this.code = code
    this.retry = meaning.retry
    this.status = details.status ?? 0
    this.requestId = details.requestId ?? ''
    this.retryAfterSeconds = details.retryAfterSeconds ?? meaning.retryAfterSeconds ?? 0
  }
}

export function isContractCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in codes
}

/** The failure itself, or UNEXPECTED around anything else that was thrown. */
export function asFailure(error: unknown): AppFailure {
  return error instanceof AppFailure
    ? error
    : new AppFailure('UNEXPECTED', { message: String(error) })
}

/** Whether a call failed because the server does not accept its token (any more). */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof AppFailure && error.code === 'UNAUTHENTICATED'
}

export function loggedOut(message: string): AppFailure {
  return new AppFailure('LOGGED_OUT', { message })
}
