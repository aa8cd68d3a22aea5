import { type Schemas } from '../../miniprogram/api/contract'
import { type Script } from './gateway'

/** What the gateway has of its only user. */
export interface Account {
  user: Schemas['User']
  /** Sessions of other devices. */
  others: Schemas['Session'][]
  erased: boolean
}

export const USER_ID = '5f2b8c0e9d7a4f16b3c2d1e0f9a8b7c6'

export function createAccount(): Account {
  const createdAt = new Date(Date.now() - 3600_000).toISOString()
  return { user: { id: USER_ID, createdAt }, others: [], erased: false }
}

/** A session of another device, seen so many minutes ago. */
export function otherSession(id: string, device?: string, minutes = 25): Schemas['Session'] {
  const at = new Date(Date.now() - minutes * 60_000).toISOString()
  const later = new Date(Date.now() + 3600_000).toISOString()
  const times = { createdAt: at, lastSeenAt: at, expiresAt: later, endsAt: later }
  return { id, userId: USER_ID, ...(device && { device }), ...times, current: false }
}

/** What the gateway grants. */
export const GRANT: Schemas['UploadGrant'] = {
  url: 'https://files.example.com/',
  form: { key: `upload/avatar/${'0'.repeat(32)}.jpg`, policy: 'signed' },
  key: `upload/avatar/${'0'.repeat(32)}.jpg`,
  expiresAt: '2030-01-01T08:05:00.000Z'
}

/** The operations of a logged-in user, as the contract has them. */
export function accountScripts(
  account: Account,
  own: () => Schemas['Session']
): Record<string, Script> {
  const userReply = () => ({ status: 200, body: { user: account.user } })
  return {
    'GET /session/list': () => ({
      status: 200,
      body: { sessions: [own(), ...account.others] }
    }),
    'DELETE /session/others'() {
      account.others = []
      return { status: 204 }
    },
    'GET /user': userReply,
    'DELETE /user'() {
      account.erased = true
      return { status: 204 }
    },
    'PUT /user/profile'({ body }) {
      const { nickname, avatarKey } = body as Schemas['Profile']
      const shown = avatarKey && { avatarUrl: `https://files.example.com/${avatarKey}` }
      account.user = { ...account.user, nickname, ...shown }
      return userReply()
    },
    'POST /user/avatar': () => ({ status: 201, body: GRANT }),
    'POST /user/phone'() {
      account.user = { ...account.user, phone: '+86 138****8000' }
      return userReply()
    }
  }
}

/** DELETE /session/{id}; undefined where there is no such session. */
export function revoke(account: Account, route: string): { status: number } | undefined {
  const id = /^DELETE \/session\/([^/]+)$/.exec(route)?.[1]
  const rest = account.others.filter((session) => session.id !== decodeURIComponent(id ?? ''))
  if (rest.length === account.others.length) return undefined
  account.others = rest
  return { status: 204 }
}
