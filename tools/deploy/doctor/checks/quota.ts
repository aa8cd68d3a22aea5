import { orUndefined } from '../../cloud/client'
import { getReservedMb } from '../../cloud/functions'
import { describeFunction } from '../../plugin/describe-function'
import { type Check, fail, ok, warn } from '../check'

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
