import { eventKind } from '../shared/events/kind'

/** To be looked after until it is paid or closed. */
export const orderPlaced = eventKind<{ no: string }>('order-placed')

/** Somebody may want to know: to send a message, or a parcel. */
export const orderPaid = eventKind<{ no: string }>('order-paid')

/** To be refunded. */
export const orderRefunding = eventKind<{ no: string }>('order-refunding')
