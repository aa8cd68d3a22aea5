import { type Check, fail, ok } from '../check'

/** Functions can read the secret only with the key that their role gives them. */
export const ssm: Check = {
  name: 'ssm',
  isQuick: true,
  run({ settings, service: { provider, functions } }) {
    const secret = settings.SECRETS_NAME
    if (!secret) return ok('no secret is used', 'the settings are variables of the functions')
    const without = Object.entries(functions)
      .filter(([, entry]) => !{ ...provider, ...entry }.role)
      .map(([name]) => name)
    if (!without.length) return ok(`${provider.role} reads ${secret}`, 'which is not checked')
    return fail(
      `no role: ${without.join(', ')}`,
      `they cannot read ${secret}`,
      'set SCF_ROLE to a role that can (docs/deploy.md, 11)'
    )
  }
}
