import { type Schemas } from '../../gateway-config/generated/contract'
import { tokens } from '../shared/accounts/tokens'
import { type User, users, type WechatProfile } from '../shared/accounts/users'
import { Failure } from '../shared/core/failure'
import { objectStorage } from '../shared/files/object-storage'
import { type Call, operation } from '../shared/http/operation'
import { clock, secondsOf } from '../shared/parts/clock'
import { type PartsOf } from '../shared/parts/part'
import { type Identity } from '../shared/wechat/code-to-session'
import { type OpenData, openOpenData } from '../shared/wechat/open-data'
import { wechatApps } from '../shared/wechat/wechat-apps'
import { exchangeCode } from './exchange-code'

interface WaferHeaders {
  code: string
  encrypted?: { encryptedData: string; iv: string }
}

const needs = { wechatApps, exchangeCode, tokens, users, objectStorage, clock }

/**
 * GET /login: the same login for wafer2-client-sdk. The code alone decides who the user is; the
 * encrypted data must be the same user's, and fills in a profile that is still empty.
 */
export const waferLogin = operation(
  'waferLogin',
  needs,
  (call, parts) =>
    logIn(call, parts).catch((error: unknown) => {
      const isData = error instanceof Failure && error.code === 'OPEN_DATA_INVALID'
      if (isData)
        throw asWaferFailure(new Failure('CODE_INVALID', { cause: error }), 'ERR_IN_DECRYPT_DATA')
      if (error instanceof Failure && error.body) throw error
      throw asWaferFailure(error)
    }),
  { refuse: refuseHeaders }
)

async function logIn(
  call: Call<'waferLogin'>,
  { wechatApps, exchangeCode, tokens, users, objectStorage, clock }: PartsOf<typeof needs>
): Promise<Schemas['WaferSession']> {
  const { code, encrypted } = readHeaders(call.headers)
  const appId = wechatApps.choose(undefined)
  let openData: OpenData | undefined
  const inspect = ({ openid, sessionKey }: Identity) => {
    if (!encrypted) return
    openData = openOpenData(encrypted, { key: sessionKey, user: { appId, openid } }, clock())
  }
  const { remoteAddress } = call
  const session = await exchangeCode(code, { appId, remoteAddress }, call, inspect)
  const profile = readProfile(openData)
  const fillIn = async () => {
    const found = await users.find(session.userId, call.deadline)
    if (profile && found.nickname === undefined)
      await users.saveProfile(found.id, profile, call.deadline)
    return found
  }
  const user = await fillIn().catch((cause: unknown) => {
    // the code is spent, whatever has failed
    throw new Failure('LOGIN_NOT_RECORDED', { cause })
  })
  const { avatarKey, avatarUrl = avatarKey && objectStorage.address(avatarKey, call.roleKey) } =
    user
  const userinfo = view({ ...user, avatarUrl }, openData)
  const time = secondsOf(session.createdAt)
  return { code: 0, data: { skey: tokens.sign(session), userinfo, time } }
}

function readHeaders(headers: Call<'waferLogin'>['headers']): WaferHeaders {
  const { 'x-wx-code': code = '', 'x-wx-encrypted-data': encryptedData, 'x-wx-iv': iv } = headers
  if (!/^[ -~]{1,128}$/.test(code))
    throw asWaferFailure(new Failure('INVALID_REQUEST'), 'ERR_HEADER_MISSED')
  if (encryptedData === undefined && iv === undefined) return { code }
  if (
    !/^[A-Za-z0-9+/]{22,6000}={0,2}$/.test(encryptedData ?? '') ||
    !/^[A-Za-z0-9+/]{22}==$/.test(iv ?? '')
  )
    throw asWaferFailure(new Failure('INVALID_REQUEST'), 'ERR_IN_DECRYPT_DATA')
  return { code, encrypted: { encryptedData: encryptedData ?? '', iv: iv ?? '' } }
}

/** The door has refused the headers by the contract. */
function refuseHeaders(failure: Failure): Failure {
  const isData = /^header\.x-wx-(encrypted-data|iv)\b/.test(failure.message)
  return asWaferFailure(failure, isData ? 'ERR_IN_DECRYPT_DATA' : 'ERR_HEADER_MISSED')
}

/** Only what the contract would accept as a profile, too. */
function readProfile(data: OpenData | undefined): WechatProfile | undefined {
  const { nickName, avatarUrl } = (data ?? {}) as Record<string, unknown>
  if (typeof nickName !== 'string' || !/^[^\u0000-\u001f\u007f]{1,64}$/u.test(nickName))
    return undefined
  const isUrl = typeof avatarUrl === 'string' && /^https:\/\/[!-~]{1,500}$/.test(avatarUrl)
  return { nickname: nickName, ...(isUrl && { avatarUrl }) }
}

function view(user: User, data: OpenData | undefined): Schemas['WaferUser'] {
  const text = (name: string, fallback = '') => {
    const value = data?.[name]
    return typeof value === 'string' ? value : fallback
  }
  return {
    openId: user.openid,
    nickName: text('nickName', user.nickname),
    gender: typeof data?.gender === 'number' ? data.gender : 0,
    language: text('language'),
    city: text('city'),
    province: text('province'),
    country: text('country'),
    avatarUrl: text('avatarUrl', user.avatarUrl)
  }
}

/** The same failure, with the body that a Wafer login has. The status stays the same. */
function asWaferFailure(
  cause: unknown,
  error: Schemas['WaferFailure']['error'] = 'ERR_GET_SESSION_KEY'
): Failure {
  const failure = cause instanceof Failure ? cause : new Failure('SERVER_ERROR', { cause })
  const { code, headers, detail } = failure
  return new Failure(code, { headers, detail, cause: failure.cause, body: { code: -1, error } })
}
