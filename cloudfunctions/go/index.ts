import { serve } from '../shared/http/serve'
import { clickAd } from './click-ad'
import { getAdStats } from './get-ad-stats'

export const { main_handler } = serve({ clickAd, getAdStats })
