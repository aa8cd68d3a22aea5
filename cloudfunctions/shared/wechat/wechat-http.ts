import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { http, type HttpAnswer, HttpFailure } from '../http-client/http'
import { part } from '../parts/part'
import { wechatApiSettings } from '../settings/sections'

export interface WechatQuestion {
  path: string
  query: Record<string, string>
  /** Sent as JSON, with POST. */
  body?: object
  /** Asking twice is the same as asking once. */
  idempotent?: true
}

/** The JSON object that WeChat sent: a result or an error. */
export type WechatAnswer = Record<string, unknown>

/**
 * Sends one request, once. Throws Failure WECHAT_TIMEOUT, WECHAT_UNAVAILABLE, or WECHAT_BAD_ANSWER
 * for anything but a JSON object.
 */
type AskWechat = (question: WechatQuestion, deadline: Deadline) => Promise<WechatAnswer>

const MOST_BYTES = 64 * 1024

const CODES = {
  timeout: 'WECHAT_TIMEOUT',
  unreachable: 'WECHAT_UNAVAILABLE',
  'too large': 'WECHAT_BAD_ANSWER',
  'not JSON': 'WECHAT_BAD_ANSWER'
} as const

export const askWechat = part({
  settings: wechatApiSettings,
  needs: { http },
  make({ http }, { url: apiUrl }): AskWechat {
    const { origin } = new URL(apiUrl)
    return async ({ path, query, body, idempotent = false }, deadline) => {
      const call = { url: origin + path, query, json: body, idempotent, maxBytes: MOST_BYTES }
      return failAsWechat(async () => readAnswer(await http(call, deadline)))
    }
  }
})

/** Turns what calls of `http` throw into Failure. */
export async function failAsWechat<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    const detail = { wechat: error.code, reason: error.message }
    throw new Failure(CODES[error.reason], { detail })
  }
}

/** WeChat labels its JSON text/plain. */
export function readAnswer(answer: HttpAnswer): WechatAnswer {
  const value: unknown = answer.status === 200 ? answer.json() : undefined
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value)
  if (isObject) return { ...value }
  const detail = { httpStatus: answer.status, length: answer.text.length }
  throw new Failure('WECHAT_BAD_ANSWER', { detail })
}
