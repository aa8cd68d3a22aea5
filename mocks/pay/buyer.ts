import { type KeyMode, type PayKeys } from './keys'
import { type Ledger, type MockOrder, type RefundStatus } from './ledger'
import { deliver, type Notice, sendOnce, spoil, writeNotice } from './notices'
import { viewOrder, viewRefundNotice } from './views'

/** The side of WeChat Pay that the merchant does not call: who pays, and what is notified. */
export interface Buyer {
  /** Where notifications go, instead of the host of the order's notify_url. */
  reach(gatewayUrl: string): void
  /** How answers and notifications are signed; a number is the percentage of the new way. */
  sign(mode: KeyMode | number): void
  mode(): KeyMode
  /** Pays an order by its number; notifies unless told not to. */
  pay(no: string, options?: { fen?: number; notify?: boolean }): MockOrder
  /** Ends a refund that is being processed. */
  endRefund(no: string, status: RefundStatus): void
  /** Leaves refunds in process until `endRefund`. */
  holdRefunds(isHeld: boolean): void
  /** Sends the notification of a payment once and returns the status of the answer. */
  notify(no: string, change?: Spoiled): Promise<number>
  /** Resolves when no notification is on its way any more: whether all were accepted. */
  delivered(): Promise<boolean>
  /** Whether a payment or a refund is notified at all, and how often at once. */
  copies(count: number): void
  stop(): void
}

interface Spoiled {
  how?: Parameters<typeof spoil>[1]
  /** Overrides fields of what is encrypted. */
  resource?: Record<string, unknown>
  /** Signs it as old as this. */
  ageMs?: number
  event?: string
}

interface Parts {
  keys: PayKeys
  ledger: Ledger
  now: () => Date
  squeeze: number
}

export function createBuyer({ keys, ledger, now, squeeze }: Parts) {
  let gatewayUrl = ''
  let signing: KeyMode | number = 'publicKey'
  let signed = 0
  let copies = 1
  let isHeld = false
  const abort = new AbortController()
  const underWay = new Set<Promise<boolean>>()
  let areAccepted = true

  /** As many of a hundred as the percentage says, spread evenly. */
  function mode(): KeyMode {
    if (typeof signing === 'string') return signing
    signed++
    const count = (n: number) => Math.floor((n * (signing as number)) / 100)
    return count(signed) > count(signed - 1) ? 'publicKey' : 'platformCertificate'
  }

  const addressOf = (notifyUrl: string) => gatewayUrl + new URL(notifyUrl).pathname

  function send(notifyUrl: string, write: () => Notice): void {
    if (!gatewayUrl) return
    for (let copy = 0; copy < copies; copy++) {
      const sent = deliver(() => addressOf(notifyUrl), write, squeeze, abort.signal)
      underWay.add(sent)
      void sent.then((isAccepted) => {
        areAccepted &&= isAccepted
        underWay.delete(sent)
      })
    }
  }

  function noticeOf(order: MockOrder, { resource, ageMs = 0, event }: Spoiled = {}): Notice {
    const view = { ...viewOrder(keys.mchId, order), ...resource }
    const at = new Date(now().getTime() - ageMs)
    return writeNotice(keys, mode(), event ?? 'TRANSACTION.SUCCESS', view, at)
  }

  function endRefund(no: string, status: RefundStatus): void {
    const refund = ledger.findRefund(no)
    if (refund.status !== 'PROCESSING') return
    refund.status = status
    const view = viewRefundNotice(keys.mchId, refund, ledger.find(refund.orderNo))
    if (refund.notifyUrl)
      send(refund.notifyUrl, () => writeNotice(keys, mode(), `REFUND.${status}`, view, now()))
  }

  function pay(no: string, options: { fen?: number; notify?: boolean } = {}): MockOrder {
    const order = ledger.pay(ledger.find(no).prepayId, options.fen)
    if (options.notify !== false) send(order.notifyUrl, () => noticeOf(order))
    return order
  }

  return {
    reach: (url: string) => void (gatewayUrl = url),
    sign: (chosen: KeyMode | number) => void (signing = chosen),
    mode,
    pay,
    endRefund,
    holdRefunds: (held: boolean) => void (isHeld = held),
    notify(no: string, change: Spoiled = {}) {
      const order = ledger.find(no)
      const notice = noticeOf(order, change)
      return sendOnce(addressOf(order.notifyUrl), change.how ? spoil(notice, change.how) : notice)
    },
    async delivered() {
      while (underWay.size) await Promise.all(underWay)
      return areAccepted
    },
    copies: (count: number) => void (copies = count),
    /** What happens by itself after the merchant's request. */
    follow(path: string): void {
      if (!path.endsWith('/refunds') || isHeld) return
      for (const refund of ledger.refunds.values()) endRefund(refund.no, 'SUCCESS')
    },
    stop: () => abort.abort()
  }
}
