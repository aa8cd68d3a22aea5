import { failed, type MockAnswer, succeeded } from './answers'
import { authorize, type MockApp } from './apps'
import { newTraceId, verdictOn } from './content'

export interface Question {
  method: string
  path: string
  query: Record<string, string>
  /** Parsed JSON; empty when there is none. */
  body: Record<string, unknown>
}

/** A picture of one pixel stands for every code. */
const CODE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64'
)

type Api = (question: Question, apps: MockApp[]) => MockAnswer

const APIS: Record<string, Api> = {
  '/sns/jscode2session': ({ method, query }, apps) => {
    if (method !== 'GET') return failed(43001)
    const caller = authorize(apps, query)
    if ('refused' in caller) return caller.refused
    return query.js_code ? caller.app.accounts.logIn(query.js_code) : failed(41008)
  },

  '/cgi-bin/stable_token': ({ method, body }, apps) => {
    if (method !== 'POST') return failed(43002)
    if (body.grant_type !== 'client_credential') return failed(40002)
    const caller = authorize(apps, body)
    return 'refused' in caller ? caller.refused : caller.app.giveToken()
  },

  '/wxa/business/getuserphonenumber': withToken(({ method, body }, app) => {
    if (method !== 'POST') return failed(43002)
    const { code, openid } = body
    if (typeof code !== 'string') return failed(41008)
    return app.accounts.givePhone(code, typeof openid === 'string' ? openid : undefined)
  }),

  '/wxa/msg_sec_check': withToken(({ method, body }) => {
    if (method !== 'POST') return failed(43002)
    const { content, version, scene, openid } = body
    if (typeof content !== 'string' || version !== 2) return failed(47001)
    if (typeof openid !== 'string') return failed(40003)
    if (scene !== 1) return failed(40129)
    return succeeded({ result: verdictOn(content), detail: [], trace_id: newTraceId() })
  }),

  '/wxa/media_check_async': withToken(({ method, body }, app) => {
    if (method !== 'POST') return failed(43002)
    const { media_url: url, media_type: type, version, openid } = body
    if (typeof url !== 'string' || version !== 2) return failed(47001)
    if (type !== 2) return failed(40004)
    if (typeof openid !== 'string') return failed(40003)
    const traceId = newTraceId()
    app.judgePicture({ url, openid, traceId })
    return succeeded({ trace_id: traceId })
  }),

  '/cgi-bin/message/subscribe/send': withToken(({ method, body }, app) => {
    if (method !== 'POST') return failed(43002)
    const { touser, template_id: template, data } = body
    if (typeof touser !== 'string') return failed(40003)
    if (typeof template !== 'string') return failed(40037)
    if (typeof data !== 'object' || data === null) return failed(47003)
    return app.useAcceptance(touser, template) ? succeeded({ msgid: 1 }) : failed(43101)
  }),

  '/wxa/getwxacodeunlimit': withToken(({ method, body: { scene, page } }) => {
    if (method !== 'POST') return failed(43002)
    if (typeof scene !== 'string' || !/^.{1,32}$/.test(scene)) return failed(40169)
    if (typeof page !== 'string' || page.startsWith('/')) return failed(41030)
    return { image: CODE }
  }),

  '/wxa/checksession': withToken(signed(() => succeeded())),

  '/wxa/resetusersessionkey': withToken(
    signed(({ query }, app) => app.accounts.resetSessionKey(query.openid ?? ''))
  )
}

/** Returns undefined for an API that this mock does not have. */
export function findApi(path: string): Api | undefined {
  return APIS[path]
}

type AppApi = (question: Question, app: MockApp) => MockAnswer

function withToken(api: AppApi): Api {
  return (question, apps) => {
    const { access_token: token } = question.query
    if (!token) return failed(41001)
    const app = apps.find((each) => each.holdsToken(token))
    return app ? api(question, app) : failed(40001)
  }
}

/** Requires the parameters that prove a session_key, all in the query. */
function signed(api: AppApi): AppApi {
  return (question, app) => {
    const { openid = '', signature = '', sig_method } = question.query
    if (sig_method !== 'hmac_sha256') return failed(87008)
    return app.accounts.isSigned({ openid, signature }) ? api(question, app) : failed(87009)
  }
}
