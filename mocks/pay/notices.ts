import { randomBytes } from 'node:crypto'
import { type KeyMode, type PayKeys } from './keys'
import { encrypt, nonce, signatureOf } from './signatures'
import { chinaTime } from './views'

/** A signed notification, ready to be sent. */
export interface Notice {
  headers: Record<string, string>
  body: string
}

/** Seconds between the attempts to deliver one. */
const SCHEDULE_SECONDS = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600
]
const ANSWER_MS = 5000

/** Writes one as WeChat Pay does. */
export function writeNotice(
  keys: PayKeys,
  mode: KeyMode,
  event: string,
  resource: object,
  now: Date
): Notice {
  const type = event.startsWith('REFUND') ? 'refund' : 'transaction'
  const body = JSON.stringify({
    id: `EV-${randomBytes(16).toString('hex')}`,
    create_time: chinaTime(now),
    resource_type: 'encrypt-resource',
    event_type: event,
    summary: event,
    resource: encrypt(keys.apiV3Key, type, resource)
  })
  return { headers: signatureOf(keys.pay[mode], body, now), body }
}

/** What WeChat Pay, or somebody else, sends that has to be refused. */
export function spoil(notice: Notice, how: 'signature' | 'probe' | 'serial' | 'body'): Notice {
  const change: Record<typeof how, Partial<Notice>> = {
    signature: { headers: { ...notice.headers, 'wechatpay-nonce': nonce() } },
    // a test that WeChat Pay sends to real merchants now and then
    probe: {
      headers: { ...notice.headers, 'wechatpay-signature': `WECHATPAY/SIGNTEST/${nonce()}` }
    },
    serial: { headers: { ...notice.headers, 'wechatpay-serial': '5E'.repeat(20) } },
    body: { body: notice.body.replace('"summary"', ' "summary"') }
  }
  return { ...notice, ...change[how] }
}

/** Sends it once and returns the status; 0 when there was no answer in time. */
export async function sendOnce(url: string, { headers, body }: Notice): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS)
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

/**
 * Sends it until it is accepted, as often as WeChat Pay does, with all pauses divided by `squeeze`.
 * Each attempt is signed again.
 */
export async function deliver(
  url: () => string,
  write: () => Notice,
  squeeze: number,
  signal: AbortSignal
): Promise<boolean> {
  for (const seconds of [...SCHEDULE_SECONDS, 0]) {
    const status = await sendOnce(url(), write())
    // the status decides; what is in the answer does not
    if (status === 200 || status === 204) return true
    if (signal.aborted || seconds === 0) return false
    await new Promise((resolve) => setTimeout(resolve, (seconds * 1000) / squeeze).unref())
    if (signal.aborted) return false
  }
  return false
}
