import { files } from '../shared/files/files'
import { operation } from '../shared/http/operation'
import { reply } from '../shared/http/reply'
import { AVATAR } from './avatar'

/** POST /user/avatar: a form that uploads one picture to object storage. */
export const grantAvatar = operation('grantAvatar', { files }, async (call, { files }) => {
  const { expiresAt, ...grant } = await files.grant(AVATAR, call.body.contentType, call)
  return reply(201, { ...grant, expiresAt: expiresAt.toISOString() })
})
