import { setTimeout as pause } from 'node:timers/promises'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { log } from '../core/log'
import { http, type HttpAnswer, HttpFailure } from '../http-client/http'
import { clock } from '../parts/clock'
import { part } from '../parts/part'
import { type Merchant, merchant } from './merchant'
import { authorization, findForgery } from './signature'

/** The answer's JSON, or the code with which WeChat Pay refuses. */
interface PayAnswer {
  json?: unknown
  refused: string
}

/**
 * Sends a signed request, POST where there is something to send, and checks the answer's signature.
 * Sends it a second time where WeChat Pay asks for that. Throws Failure PAY_UNAVAILABLE or
 * SERVER_MISCONFIGURED.
 */
type AskPay = (path: string, json: object | undefined, deadline: Deadline) => Promise<PayAnswer>

const SETUP = /^(SIGN_ERROR|APPID_MCHID_NOT_MATCH|MCH_NOT_EXISTS|NO_AUTH|NOT_ENOUGH)$/
const ANSWER_MS = 1800
const PAUSE_MS = 100

export const payHttp = part({
  needs: { http, clock, merchant },
  make({ http, clock, merchant }): AskPay {
    async function askOnce(path: string, json: object | undefined, deadline: Deadline) {
      const settings = merchant()
      const [serial = ''] = settings.keys.keys()
      const url = new URL(path, settings.url)
      const method = json ? 'POST' : 'GET'
      const body = json && JSON.stringify(json)
      const headers = {
        authorization: authorization(settings, { method, url, body: body ?? '' }, clock()),
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': `Node.js ${process.version}`,
        // platform certificates are the default, and have no such header
        ...(serial.startsWith('PUB_KEY_ID_') && { 'wechatpay-serial': serial })
      }
      // our numbers make each request one that may be sent again
      const sent = { method, url: url.href, headers, body, idempotent: true } as const
      try {
        return read(await http({ ...sent, timeoutMs: ANSWER_MS }, deadline), settings)
      } catch (error) {
        if (!(error instanceof HttpFailure)) throw error
        throw new Failure('PAY_UNAVAILABLE', { detail: { pay: error.message } })
      }
    }

    function read(answer: HttpAnswer, { keys }: Merchant): PayAnswer {
      const { status, headers } = answer
      const isGood = status >= 200 && status < 300
      const forgery = isGood && findForgery({ headers, body: answer.bytes }, keys, clock())
      if (forgery) {
        log('error', { event: 'PAY_ANSWER_FORGED', forgery, serial: headers['wechatpay-serial'] })
        throw new Failure('PAY_UNAVAILABLE', { detail: { pay: forgery } })
      }
      if (isGood) return { json: status === 204 ? undefined : answer.json(), refused: '' }
      const [, code = 'NO_CODE'] = /"code"\s*:\s*"(\w{1,64})"/.exec(answer.text) ?? []
      const detail = { pay: code, status, payRequestId: headers['request-id'] }
      if (status === 429 || status >= 500) throw new Failure('PAY_UNAVAILABLE', { detail })
      if (SETUP.test(code)) throw new Failure('SERVER_MISCONFIGURED', { detail })
      return { refused: code }
    }

    return async (...asked) => {
      try {
        return await askOnce(...asked)
      } catch (error) {
        const isBusy = error instanceof Failure && error.detail.status === 429
        if (isBusy || !(error instanceof Failure) || error.code !== 'PAY_UNAVAILABLE') throw error
        await pause(PAUSE_MS)
        return askOnce(...asked)
      }
    }
  }
})
