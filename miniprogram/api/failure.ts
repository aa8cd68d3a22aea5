import { codes } from './contract'
import type { CodeMeaning, ErrorCode } from './contract'

/** `byHand`: the server may have executed the request, so only a person may decide to send it again. */
export type Retry = CodeMeaning['retry'] | 'byHand'

/** What fails without the contract's word: on the phone, on the way, or at something in between. */
const ownRetries = {
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

export type OwnCode = keyof typeof ownRetries
export type FailureCode = ErrorCode | OwnCode

export interface FailureDetails {
  /** For developers; never shown to users. */
  message: string
  /** HTTP status; 0 where no reply came. */
  status?: number
  requestId?: string
  /** Seconds the server asks to wait; the contract's number for the code where it does not say. */
  retryAfterSeconds?: number
}

interface Meaning {
  retry: Retry
  retryAfterSeconds?: number
}

/** The one error that leaves `api/`: a stable code, and how to go on. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly retry: Retry
  readonly status: number
  readonly requestId: string
  readonly retryAfterSeconds: number

  constructor(code: FailureCode, details: FailureDetails) {
    super(details.message)
    const meaning: Meaning = isContractCode(code) ? codes[code] : { retry: ownRetries[code] }
    this.name = 'Failure'
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
export function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('UNEXPECTED', { message: String(error) })
}

/** Whether a call failed because its token is over. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof Failure && error.code === 'UNAUTHENTICATED'
}
