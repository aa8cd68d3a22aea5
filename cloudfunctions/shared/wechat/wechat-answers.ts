import { type ErrorCode } from '../../../gateway-config/generated/contract'
import { Failure } from '../core/failure'
import { type WechatAnswer } from './wechat-http'

const CODES: Record<number, ErrorCode> = {
  [-1]: 'WECHAT_UNAVAILABLE',
  40001: 'WECHAT_UNAVAILABLE',
  40013: 'SERVER_MISCONFIGURED',
  40014: 'WECHAT_UNAVAILABLE',
  40125: 'SERVER_MISCONFIGURED',
  40164: 'SERVER_MISCONFIGURED',
  40243: 'SERVER_MISCONFIGURED',
  41002: 'SERVER_MISCONFIGURED',
  41004: 'SERVER_MISCONFIGURED',
  41008: 'SERVER_MISCONFIGURED',
  42001: 'WECHAT_UNAVAILABLE',
  45009: 'RATE_LIMITED',
  45011: 'RATE_LIMITED',
  48001: 'SERVER_MISCONFIGURED',
  87009: 'SESSION_KEY_STALE',
  89501: 'SERVER_MISCONFIGURED',
  89503: 'SERVER_MISCONFIGURED',
  89506: 'SERVER_MISCONFIGURED',
  89507: 'SERVER_MISCONFIGURED'
}

const CONFIRM =
  'the administrator must confirm this address: WeChat has sent them a message about it'
const REFUSED = 'the administrator has refused this address in the message that WeChat sent them'

const HINTS: Record<number, string> = {
  40013: 'WECHAT_APPID is unknown to WeChat',
  40029: 'if every code is refused, WECHAT_APPID is not the AppID of this mini-program',
  40125: 'WECHAT_APP_SECRET is not the secret of WECHAT_APPID',
  40164:
    'mp.weixin.qq.com, development settings, IP whitelist: add the address from which the functions call (fixedIp in deploy/serverless.yml keeps it fixed), or switch the whitelist off',
  40243: 'the AppSecret is frozen: unfreeze it in the WeChat console',
  48001: 'this mini-program may not use that API: apply for it in the WeChat console',
  89501: CONFIRM,
  89503: CONFIRM,
  89506: `${REFUSED}, twice: it may not call for 24 hours`,
  89507: `${REFUSED}: it may not call for an hour`
}

/** 0 when all went well. WeChat sends it as a number, as text, or not at all. */
export function errcodeOf({ errcode }: WechatAnswer): number {
  return errcode === undefined ? 0 : Number(errcode)
}

/**
 * The Failure that a refusal means to a client, with what the log needs to find its cause.
 * @param own meanings that are particular to one API
 */
export function wechatFailure(answer: WechatAnswer, own: Record<number, ErrorCode> = {}): Failure {
  const errcode = errcodeOf(answer)
  const rid = /\brid: ([\w-]{1,64})/.exec(String(answer.errmsg))?.[1]
  const code = own[errcode] ?? CODES[errcode] ?? 'WECHAT_BAD_ANSWER'
  return new Failure(code, { detail: { errcode, rid, hint: HINTS[errcode] } })
}

/** A session_key: 16 bytes in base64. */
export const SESSION_KEY = /^[A-Za-z0-9+/]{22}==$/

export function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}
