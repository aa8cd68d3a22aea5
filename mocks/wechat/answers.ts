import { randomBytes } from 'node:crypto'

/** How a question is answered: with JSON, with a picture, or by one of the ways to fail in FAULTS. */
export type MockAnswer = { json: Record<string, unknown> } | { image: Buffer } | { fault: string }

/** WeChat's error messages, word for word where they are documented. */
const ERRMSG: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40004: 'invalid media type',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  40164: 'invalid ip 127.0.0.1, not in whitelist',
  40226: 'code blocked',
  40243: 'appsecret is frozen',
  40169: 'invalid length for scene, or the data is not json string',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit  mustslower  retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  61010: 'code is expired',
  87008: 'invalid sig_method',
  87009: 'invalid signature'
}

export function failed(errcode: number): MockAnswer {
  const rid = [8, 8, 8].map((length) => randomBytes(length / 2).toString('hex')).join('-')
  return { json: { errcode, errmsg: `${ERRMSG[errcode] ?? 'unknown error'}, rid: ${rid}` } }
}

export function succeeded(json: Record<string, unknown> = {}): MockAnswer {
  return { json: { errcode: 0, errmsg: 'ok', ...json } }
}
