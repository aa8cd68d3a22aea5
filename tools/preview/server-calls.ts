/** What the phone asks the preview's server for, because a browser cannot do it. */
export interface PreviewRequest {
  path: string
  method?: string
  /** Names in lower case. */
  headers?: Record<string, string | string[] | undefined>
  body?: Uint8Array
}

export interface CallReply {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

/** Of a connection, not of a message. */
const NOT_PASSED_ON = new Set(
  `connection content-encoding content-length host keep-alive origin referer sec-fetch-dest
  sec-fetch-mode sec-fetch-site set-cookie transfer-encoding x-preview-url`.split(/\s+/)
)

/** The cookies that a relayed call has set, as a list in JSON. */
const COOKIES = 'x-preview-cookies'

/** Only pages of this server may call: another site must not reach a developer's network by it. */
export function isOwnPage({ headers }: PreviewRequest): boolean {
  return headers?.['sec-fetch-site'] === 'same-origin'
}

/** `wx.request` with `redirect: 'manual'`: a browser does not show where a redirect leads. */
export async function relay({ method = 'GET', headers = {}, body }: PreviewRequest) {
  const sent = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name))
  const reply = await fetch(String(headers['x-preview-url']), {
    method,
    headers: Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
    body: /^(GET|HEAD)$/.test(method) ? undefined : Buffer.from(body ?? ''),
    redirect: 'manual'
  })
  const received = [...reply.headers].filter(([name]) => !NOT_PASSED_ON.has(name))
  const bytes = new Uint8Array(await reply.arrayBuffer())
  // a browser would hide them from the phone, and keep them
  const cookies = { [COOKIES]: JSON.stringify(reply.headers.getSetCookie()) }
  return {
    status: reply.status,
    headers: { ...Object.fromEntries(received), ...cookies },
    body: bytes
  }
}

/**
 * What the phone or the panel asks of a stand-in, such as a payment; where none is at `url`, all is
 * well, as with mocks.
 */
export function passOn(url: string | undefined) {
  return async ({ body }: PreviewRequest): Promise<CallReply> => {
    const headers = { 'content-type': 'application/json' }
    if (!url) return { status: 200, headers, body: Buffer.from('{}') }
    const reply = await fetch(url, { method: 'POST', headers, body: Buffer.from(body ?? '') })
    return { status: reply.status, headers, body: new Uint8Array(await reply.arrayBuffer()) }
  }
}
