import { PayError } from './errors'
import { type Ledger } from './ledger'
import { viewOrder, viewRefund } from './views'

interface Asked {
  method: string
  path: string
  query: URLSearchParams
  body: Record<string, unknown>
}

interface Answered {
  status: number
  body?: object
}

type Route = (ledger: Ledger, asked: Asked, argument: string) => Answered

/** By method and path; the path's argument is in brackets. */
const ROUTES: [pattern: RegExp, route: Route][] = [
  [
    /^POST \/v3\/pay\/transactions\/jsapi$/,
    (ledger, { body }) => ({ status: 200, body: { prepay_id: ledger.create(body).prepayId } })
  ],
  [
    /^GET \/v3\/pay\/transactions\/(?:out-trade-no|id)\/([^/]+)$/,
    (ledger, { query }, no) => {
      const mchId = query.get('mchid') ?? ''
      return { status: 200, body: viewOrder(mchId, ledger.find(no)) }
    }
  ],
  [
    /^POST \/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/,
    (ledger, _asked, no) => {
      ledger.close(no)
      return { status: 204 }
    }
  ],
  [
    /^POST \/v3\/refund\/domestic\/refunds$/,
    (ledger, { body }) => {
      const refund = ledger.refund(body)
      return { status: 200, body: viewRefund(refund, ledger.find(refund.orderNo)) }
    }
  ],
  [
    /^GET \/v3\/refund\/domestic\/refunds\/([^/]+)$/,
    (ledger, _asked, no) => {
      const refund = ledger.findRefund(no)
      return { status: 200, body: viewRefund(refund, ledger.find(refund.orderNo)) }
    }
  ]
]

/** What WeChat Pay answers to a request that is the merchant's. Throws PayError. */
export function answer(ledger: Ledger, mchId: string, asked: Asked): Answered {
  const line = `${asked.method} ${asked.path}`
  for (const [pattern, route] of ROUTES) {
    const [isFound, argument = ''] = pattern.exec(line) ?? []
    if (isFound === undefined) continue
    const named = asked.query.get('mchid') ?? asked.body.mchid
    const mustName = /out-trade-no|jsapi|transactions\/id/.test(asked.path)
    if (mustName && named !== mchId)
      throw new PayError(400, 'APPID_MCHID_NOT_MATCH', 'mchid: not this merchant')
    return route(ledger, asked, decodeURIComponent(argument))
  }
  // merchants with a public key have no platform certificates to download
  throw new PayError(404, 'RESOURCE_NOT_EXISTS', 'there is nothing at this address')
}
