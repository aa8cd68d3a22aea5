import { serve } from '../shared/http/serve'
import { payNotify } from './pay-notify'

export const { main_handler } = serve({ payNotify })
