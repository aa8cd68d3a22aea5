import { type Schemas } from '../../api/contract'

interface UserView {
  nickname: string
  phone: string
  /** What the picture element shows; '' where there is none. */
  avatar: string
  avatarNote: string
}

export const UNKNOWN_USER: UserView = { nickname: '', phone: '', avatar: '', avatarNote: '' }

/** @param localAvatar the path of a picture that only this phone has, or '' */
export function userView(user: Schemas['User'], localAvatar: string): UserView {
  return {
    nickname: user.nickname ?? '',
    phone: user.phone ?? '',
    avatar: localAvatar || (user.avatarUrl ?? ''),
    avatarNote: localAvatar ? '头像仅保存在本机，未上传。' : ''
  }
}
