import { fail, ok, type Check } from '../check'

/** Functions read the secret with the key that their role gives them: there is no other. */
export const ssm: Check = {
  name: 'ssm',
  first: true,
  run({ settings, service: { provider, functions } }) {
    const secret = settings.SECRETS_NAME
    if (!secret) return ok('no secret is read', 'the settings are variables of the functions')
    const without = Object.entries(functions)
      .filter(([, entry]) => !{ ...provider, ...entry }.role)
      .map(([name]) => name)
    if (!without.length) return ok(`${provider.role} reads ${secret}`, 'it is not asked')
    return fail(
      `without a role: ${without.join(', ')}`,
      `nothing of theirs can read ${secret}`,
      'set SCF_ROLE to a role that may (docs/deploy.md, 4)'
    )
  }
}
