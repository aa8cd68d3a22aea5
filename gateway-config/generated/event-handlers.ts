// GENERATED from cloudfunctions/*/events.ts by `npm run contract`: do not edit.
import { handlers as handlers1 } from '../../cloudfunctions/files/events'
import { handlers as handlers2 } from '../../cloudfunctions/go/events'
import { handlers as handlers3 } from '../../cloudfunctions/orders/events'
import { handlers as handlers4 } from '../../cloudfunctions/user/events'
import { handlers as handlers5 } from '../../cloudfunctions/wechat/events'
import { type EventHandler } from '../../cloudfunctions/shared/events/handler'

export const eventHandlers: EventHandler[] = [...handlers1, ...handlers2, ...handlers3, ...handlers4, ...handlers5]
