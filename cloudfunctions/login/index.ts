import { serve } from '../shared/http/serve'
import { login } from './login'
import { waferLogin } from './wafer-login'

export const { main_handler } = serve({ login, waferLogin })
