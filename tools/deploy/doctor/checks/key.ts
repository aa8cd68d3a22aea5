import type { CloudError } from '../../cloud/client'
import { fail, ok, type Check } from '../check'

/** What can be asked without naming anything of the stage. */
const READS: [service: 'cam' | 'scf', action: string][] = [
  ['cam', 'GetUserAppId'],
  ['scf', 'ListFunctions'],
  ['scf', 'ListCustomDomains'],
  ['scf', 'GetAccount']
]

export const key: Check = {
  name: 'key',
  outside: true,
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
        `it may not ${forbidden.join(', ')}`,
        'its policy lacks them',
        'give the sub-account deploy/policy.json'
      )
    return ok(
      'the cloud takes it, and it may read',
      'what writes cannot be tried without writing: deploy/policy.json has all of it'
    )
  }
}
