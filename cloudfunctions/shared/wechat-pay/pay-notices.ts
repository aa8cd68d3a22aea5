import { Failure } from '../core/failure'
import { log } from '../core/log'
import { clock } from '../parts/clock'
import { part } from '../parts/part'
import { merchant } from './merchant'
import { type Payment, readPayment, readRefund, type Refund } from './pay-answers'
import { findForgery, openResource, type Resource, type Signed } from './signature'

/** A notification; one that is neither about a payment nor about a refund is of no interest here. */
export interface Notice {
  event: string
  payment?: Payment
  refund?: Refund
}

interface Envelope {
  event_type: string
  resource: Resource
}

/** Opens a notification. Throws Failure SIGNATURE_INVALID when it is not WeChat Pay's. */
type OpenNotice = (signed: Signed) => Notice

export const payNotices = part({
  needs: { clock, merchant },
  make({ clock, merchant }): OpenNotice {
    return (signed) => {
      const { mchId, apiV3Key, keys } = merchant()
      const forgery = findForgery(signed, keys, clock())
      if (forgery) {
        // a key that we lack or a clock that is wrong keeps every notification out
        if (forgery === 'unknown serial' || forgery === 'stale')
          log('error', { event: 'PAY_NOTICE_REFUSED', forgery })
        throw new Failure('SIGNATURE_INVALID', { detail: { forgery } })
      }
      const { event_type: event, resource } = JSON.parse(signed.body.toString()) as Envelope
      const isPayment = event.startsWith('TRANSACTION.')
      if (!isPayment && !event.startsWith('REFUND.')) return { event }
      const value = openResource(apiV3Key, resource)
      return isPayment
        ? { event, payment: readPayment(value, mchId) }
        : { event, refund: readRefund(value) }
    }
  }
})
