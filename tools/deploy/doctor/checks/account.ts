import { type CloudError, orUndefined } from '../../cloud/client'
import { getReservedMb } from '../../cloud/functions'
import { describeFunction } from '../../plugin/describe-function'
import { type Check, fail, ok, warn } from '../check'

const WARN_SECONDS = 60
/** From here on signatures are refused: cloud.tencent.com/document/api/583/33845 */
const FAIL_SECONDS = 300

export const clock: Check = {
  name: 'clock',
  needsNetwork: true,
  async run({ cloudDate }) {
    const date = await cloudDate().catch(() => undefined)
    // the cloud's Date header has no milliseconds
    const seconds = Math.round(Math.abs(Date.now() - Number(date)) / 1000)
    if (Number.isNaN(seconds))
      return warn('the time of the cloud is unknown', 'it does not answer', 'see the check `key`')
    const what = `${seconds} s off the cloud's`
    const advice = "synchronize this machine's clock"
    if (seconds > FAIL_SECONDS) return fail(what, 'the cloud refuses such signatures', advice)
    return seconds > WARN_SECONDS
      ? warn(what, 'from 300 s on the cloud refuses calls', advice)
      : ok(what)
  }
}

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

/** The part of a quota that stays for functions without reserved instances */
const UNRESERVED_MB = 12_800

interface Account {
  AccountUsage?: { TotalConcurrencyMem?: number; TotalAllocatedConcurrencyMem?: number }
}

export const quota: Check = {
  name: 'quota',
  needsNetwork: true,
  async run({ cloud: cloudOf, service, stage }) {
    const cloud = cloudOf()
    const wanted = Object.keys(service.functions).map((name) =>
      describeFunction(service, { name, stage, code: '' })
    )
    const needed = wanted.reduce((sum, { reservedMb = 0 }) => sum + reservedMb, 0)
    const { AccountUsage = {} } = await cloud<Account>('scf', 'GetAccount')
    const { TotalConcurrencyMem: total, TotalAllocatedConcurrencyMem: taken = 0 } = AccountUsage
    const what = `${needed} MB of instances have to be reserved`
    if (!total) return warn(what, 'the cloud does not return the quota', 'see the console')
    let ours = 0
    for (const { FunctionName } of wanted)
      ours += (await orUndefined(getReservedMb(cloud, FunctionName))) ?? 0
    const free = total - UNRESERVED_MB - (taken - ours)
    return needed <= free
      ? ok(`${what}, ${free} MB of ${total} are free`)
      : fail(
          `${what}, ${free} MB of ${total} are free`,
          'SCF would refuse to reserve them halfway through',
          'lower reservedInstances in deploy/serverless.yml, or request a larger quota'
        )
  }
}
