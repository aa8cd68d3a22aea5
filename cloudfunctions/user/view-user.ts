import { type Schemas } from '../../gateway-config/generated/contract'
import { type User } from '../shared/accounts/users'
import { type OpenChecks } from '../shared/content/verdicts'
import { files } from '../shared/files/files'
import { part } from '../shared/parts/part'
import { type RoleKey } from '../shared/settings/role-key'

interface ViewOptions {
  roleKey?: RoleKey
  checks?: OpenChecks
}

/** A user in the contract's form: no openid, the phone number masked, the avatar with an address. */
export const viewUser = part({
  needs: { files },
  make:
    ({ files }) =>
    (user: User, { roleKey, checks = {} }: ViewOptions): Schemas['User'] => {
      const { id, createdAt, nickname, avatarKey, phone } = user
      const avatarUrl = avatarKey === undefined ? user.avatarUrl : files.address(avatarKey, roleKey)
      return {
        id,
        createdAt: createdAt.toISOString(),
        ...(nickname !== undefined && { nickname }),
        ...(avatarUrl !== undefined && { avatarUrl }),
        ...(phone !== undefined && { phone: mask(phone) }),
        ...(Object.keys(checks).length && { checks })
      }
    }
})

/** `+86 13800138000` -> `+86 138****8000`; a short number keeps fewer digits. */
function mask(phone: string): string {
  const [country = '', number = ''] = phone.split(' ')
  const shown = number.length >= 10 ? 3 : 0
  const end = number.length >= 8 ? 4 : 2
  return `${country} ${number.slice(0, shown)}****${number.slice(-end)}`
}
