import { type User, users } from '../shared/accounts/users'
import { contentChecks } from '../shared/content/content-checks'
import { database, type Transaction } from '../shared/database/database'
import { files } from '../shared/files/files'
import { operation } from '../shared/http/operation'
import { part } from '../shared/parts/part'
import { AVATAR } from './avatar'
import { viewUser } from './view-user'

/** Writes nickname and picture by a transaction; what was before is removed, the new one judged. */
const replaceProfile = part({
  needs: { users, files, contentChecks },
  make:
    ({ users, files, contentChecks }) =>
    async (transaction: Transaction, user: User, nickname: string, avatarKey?: string | null) => {
      if (avatarKey === undefined) return users.saveNickname(transaction, user.id, nickname)
      const before = await users.replaceAvatar(transaction, user.id, { nickname, avatarKey })
      if (before !== undefined) await files.drop(transaction, before)
      if (avatarKey !== null) await contentChecks.admitAvatar(transaction, user, avatarKey)
    }
})

/** PUT /user/profile: the nickname, and an uploaded picture in place of the one before. */
export const saveProfile = operation(
  'saveProfile',
  { users, files, database, contentChecks, replaceProfile, viewUser },
  async (call, { users, files, database, contentChecks, replaceProfile, viewUser }) => {
    const { body, session, deadline, roleKey } = call
    const { nickname, avatarKey } = body
    const user = await users.find(session.userId, deadline)
    const noteVerdict = await contentChecks.admitNickname(user, nickname, deadline)
    const write = async (transaction: Transaction, key?: string | null) => {
      await replaceProfile(transaction, user, nickname, key)
      await noteVerdict(transaction)
    }
    if (avatarKey) await files.keep(AVATAR, avatarKey, call, write)
    else await database.transaction((own) => write(own, avatarKey), deadline, { idempotent: true })
    const saved = await users.find(user.id, deadline)
    const checks = await contentChecks.open(user.id, deadline)
    return { user: viewUser(saved, { roleKey, checks }) }
  }
)
