import { AppFailure } from '../../api/failure'
import { type Weapp } from '../../app'
import { runHere } from '../common/account-page'

export type PhoneAnswered = WechatMiniprogram.CustomEvent<{ code?: string; errMsg: string }>

type PhonePage = Parameters<typeof runHere>[0] & { setData(data: { phone: string }): void }

/** Binds the number behind a phone-number button, and shows it masked. */
export function bindPhone(page: PhonePage, { detail }: PhoneAnswered): Promise<void> {
  const words = { busy: '正在绑定…', undone: '绑定失败', unsure: '绑定结果未知' }
  return runHere(page, words, async () => {
    const code = readPhoneCode(detail)
    if (!code) return
    const { result } = await getApp<Weapp>().session.call('bindPhone', { code })
    page.setData({ phone: result.user.phone ?? '' })
  })
}

/** The button's code; '' if the user declined. Fails with PHONE_NOT_GIVEN or PRIVACY_REFUSED. */
function readPhoneCode({ code, errMsg }: PhoneAnswered['detail']): string {
  if (code) return code
  if (errMsg.includes('privacy')) throw new AppFailure('PRIVACY_REFUSED', { message: errMsg })
  if (/deny|cancel/.test(errMsg)) return ''
  throw new AppFailure('PHONE_NOT_GIVEN', { message: errMsg })
}
