import { type CloudError } from '../../cloud/client'
import { type Check, fail, ok } from '../check'

/** Reading actions that need no parameters. */
const READS: [service: 'cam' | 'scf', action: string][] = [
  ['cam', 'GetUserAppId'],
  ['scf', 'ListFunctions'],
  ['scf', 'ListCustomDomains'],
  ['scf', 'GetAccount']
]

export const key: Check = {
  name: 'key',
  needsNetwork: true,
  async run(subject) {
    const cloud = subject.cloud()
    const forbidden: string[] = []
    for (const [service, action] of READS)
      try {
        await cloud(service, action)
      } catch (error) {
        const { code } = error as CloudError
        if (!/^(UnauthorizedOperation|AuthFailure\.UnauthorizedOperation)/.test(code)) throw error
        forbidden.push(`${service}:${action}`)
      }
    if (forbidden.length)
      return fail(
        `it may not call ${forbidden.join(', ')}`,
        'its policy lacks these actions',
        'give the sub-account deploy/policy.json'
      )
    return ok(
      'the cloud accepts it, and it may read',
      'writing cannot be tried here: deploy/policy.json allows what is needed'
    )
  }
}
