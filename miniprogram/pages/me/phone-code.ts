import { AppFailure } from '../../api/failure'

export interface PhoneAnswer {
  code?: string
  errMsg: string
}

/**
 * The code of a phone-number button; '' if the user declined. Fails with PHONE_NOT_GIVEN or
 * PRIVACY_REFUSED.
 */
export function readPhoneCode({ code, errMsg }: PhoneAnswer): string {
  if (code) return code
  if (errMsg.includes('privacy')) throw new AppFailure('PRIVACY_REFUSED', { message: errMsg })
  if (/deny|cancel/.test(errMsg)) return ''
  throw new AppFailure('PHONE_NOT_GIVEN', { message: errMsg })
}
