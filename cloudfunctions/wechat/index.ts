import { serve } from '../shared/http/serve'
import { receivePush } from './receive-push'
import { verifyPushAddress } from './verify-push-address'

export const { main_handler } = serve({ verifyPushAddress, receivePush })
