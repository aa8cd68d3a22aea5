import { randomBytes } from 'node:crypto'
import { encryptPush, signPush, writeXml } from './push-crypto'
import { type PushOrder, type PushResult } from './push-order'
import { pushSettingsOf } from './push-settings'

export { PUSH_FAULTS, type PushFault, type PushOrder, type PushResult } from './push-order'

export type Pusher = ReturnType<typeof createPusher>

const ANSWER_MS = 5000
const REPEATS = 3
/** WeChat's own pause is some seconds. */
const PAUSE_MS = 200
const STALE_SECONDS = 3600

/** What WeChat knows of its users. */
interface Known {
  openidOf(appId: string, user: string): string
  /** The trace id of the last picture that WeChat was asked to judge. */
  pictureOf(appId: string, openid: string): string | undefined
}

const VERDICT = 'wxa_media_check'

/** Sends WeChat's messages to the address of a mini-program's back end. */
export function createPusher(firstApp: string, { openidOf, pictureOf }: Known) {
  let address: string | undefined

  function messageOf({ event, user = 'alice', more }: PushOrder, appId: string) {
    const openid = openidOf(appId, user)
    const picture = event === VERDICT ? (more?.trace_id ?? pictureOf(appId, openid)) : 'none'
    if (picture === undefined) throw new Error('微信还没有收到这个用户的图片')
    return {
      ToUserName: 'gh_97417a04a28d',
      FromUserName: openid,
      CreateTime: Math.floor(Date.now() / 1000),
      MsgType: 'event',
      Event: event,
      OpenID: openid,
      AppID: appId,
      ...(event === VERDICT && { trace_id: picture, version: 2, errcode: 0 }),
      ...more
    }
  }

  function requestOf(
    order: PushOrder,
    message: object
  ): { query: string; body: string; type: string } {
    const { mode = 'secure', format = 'json', fault, appId = firstApp } = order
    const settings = pushSettingsOf(fault === 'oldToken' ? `old ${appId}` : appId)
    const write = (value: object) => (format === 'xml' ? writeXml(value) : JSON.stringify(value))
    const late = fault === 'stale' ? STALE_SECONDS : 0
    const timestamp = String(Math.floor(Date.now() / 1000) - late)
    const nonce = String(randomBytes(4).readUInt32BE())
    const token = mode === 'plain' ? settings.plainToken : settings.token
    const query: Record<string, string> = {
      signature: signPush(token, timestamp, nonce),
      timestamp,
      nonce,
      openid: String((message as { FromUserName?: unknown }).FromUserName)
    }
    let body = write(message)
    if (mode === 'secure') {
      const aesKey = pushSettingsOf(fault === 'oldKey' ? `old ${appId}` : appId).aesKey
      const receiver = fault === 'otherApp' ? 'wxffffffffffffffff' : appId
      const Encrypt = encryptPush(body, { appId: receiver, aesKey })
      body = write({ ToUserName: 'gh_97417a04a28d', Encrypt })
      Object.assign(query, {
        encrypt_type: 'aes',
        msg_signature: signPush(token, timestamp, nonce, Encrypt)
      })
    }
    if (fault === 'wrongSignature')
      for (const name of ['signature', 'msg_signature'])
        if (query[name]) query[name] = '0'.repeat(40)
    const type = format === 'xml' ? 'text/xml' : 'application/json'
    return { query: new URLSearchParams(query).toString(), body, type }
  }

  async function attempt(order: PushOrder, message: object): Promise<number> {
    const { query, body, type } = requestOf(order, message)
    try {
      const answer = await fetch(`${address}?${query}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
        signal: AbortSignal.timeout(ANSWER_MS)
      })
      const text = await answer.text()
      return answer.status === 200 && !['success', ''].includes(text) ? 0 : answer.status
    } catch {
      return 0
    }
  }

  return {
    /** The back end's gateway. */
    reach: (gatewayUrl: string) => void (address = `${gatewayUrl}/wechat/push`),

    /** Sends it, up to three times more unless it is taken; every repetition is the same message. */
    async push(order: PushOrder): Promise<PushResult> {
      if (!address) throw new Error('WeChat does not know yet where to push messages')
      const message = messageOf(order, order.appId ?? firstApp)
      const statuses: number[] = []
      for (let sent = 0; sent <= REPEATS && statuses.at(-1) !== 200; sent++) {
        if (sent) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
        statuses.push(await attempt(order, message))
      }
      const isTaken = statuses.at(-1) === 200
      for (let sent = 0; sent < (order.duplicates ?? 0); sent++)
        statuses.push(await attempt(order, message))
      return { isTaken, statuses }
    },

    /** Checks the address as WeChat's console does when it is saved. */
    async verify(appId = firstApp): Promise<boolean> {
      const { token } = pushSettingsOf(appId)
      const [timestamp, nonce, echostr] = [
        String(Math.floor(Date.now() / 1000)),
        '7',
        randomBytes(8).toString('hex')
      ]
      const query = { signature: signPush(token, timestamp, nonce), timestamp, nonce, echostr }
      const answer = await fetch(`${address}?${new URLSearchParams(query)}`)
      return answer.status === 200 && (await answer.text()) === echostr
    }
  }
}
