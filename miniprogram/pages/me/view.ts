import { type Schemas } from '../../api/contract'

export interface UserView {
  nickname: string
  phone: string
  /** What the picture element shows; '' where there is none. */
  avatar: string
  avatarNote: string
}

export const unknownUser: UserView = { nickname: '', phone: '', avatar: '', avatarNote: '' }

/** `localAvatar`: a picture that only this phone has. */
export function userView(user: Schemas['User'], localAvatar: string): UserView {
  return {
    nickname: user.nickname ?? '',
    phone: user.phone ?? '',
    avatar: localAvatar || (user.avatarUrl ?? ''),
    avatarNote: localAvatar ? '头像仅保存在本机，没有上传。' : ''
  }
}
