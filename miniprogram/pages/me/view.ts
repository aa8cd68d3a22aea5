import { type Schemas } from '../../api/contract'

interface UserView {
  nickname: string
  phone: string
  /** What the picture element shows; '' where there is none. */
  avatar: string
  avatarNote: string
}

export const UNKNOWN_USER: UserView = { nickname: '', phone: '', avatar: '', avatarNote: '' }

export function userView(user: Schemas['User']): UserView {
  return {
    nickname: user.nickname ?? '',
    phone: user.phone ?? '',
    avatar: user.avatarUrl ?? '',
    avatarNote: checkNotes(user)
  }
}

type Verdict = NonNullable<NonNullable<Schemas['User']['checks']>['nickname']>

const WAITING = '正在审核，通过后其他人才能看到。'
const NOTES: Record<Verdict, string> = {
  checking: WAITING,
  review: WAITING,
  risky: '未通过审核，已移除，请换一个。'
}

/** What others do not see, in plain words. */
function checkNotes({ checks = {} }: Schemas['User']): string {
  const { nickname, avatar } = checks
  if (nickname && nickname === avatar) return `头像和昵称${NOTES[nickname]}`
  return [nickname && `昵称${NOTES[nickname]}`, avatar && `头像${NOTES[avatar]}`]
    .filter(Boolean)
    .join('')
}
