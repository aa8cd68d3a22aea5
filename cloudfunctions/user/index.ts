import { serve } from '../shared/http/serve'
import { bindPhone } from './bind-phone'
import { decryptOpenData } from './decrypt-open-data'
import { eraseUser } from './erase-user'
import { getUser } from './get-user'
import { grantAvatar } from './grant-avatar'
import { saveProfile } from './save-profile'

export const { main_handler } = serve({
  getUser,
  eraseUser,
  saveProfile,
  grantAvatar,
  bindPhone,
  decryptOpenData
})
