import { isNotFound, type Cloud } from '../../cloud/client'
import { getReservedMb } from '../../cloud/functions'
import { describeFunction } from '../../plugin/describe-function'
import { fail, ok, warn, type Check } from '../check'

/** Not all of a quota can be reserved: some stays for functions without a reserve */
const UNRESERVED_MB = 12_800

interface Account {
  AccountUsage?: { TotalConcurrencyMem?: number; TotalAllocatedConcurrencyMem?: number }
}

export const quota: Check = {
  name: 'quota',
  outside: true,
  async run({ cloud: cloudOf, service, stage }) {
    const cloud = cloudOf()
    const wanted = Object.keys(service.functions).map((name) =>
      describeFunction(service, { name, stage, code: '' })
    )
    const needed = wanted.reduce((sum, { reservedMb = 0 }) => sum + reservedMb, 0)
    const { AccountUsage = {} } = await cloud<Account>('scf', 'GetAccount')
    const { TotalConcurrencyMem: total, TotalAllocatedConcurrencyMem: taken = 0 } = AccountUsage
    const what = `${needed} MB of instances are to be reserved`
    if (!total) return warn(what, 'the account does not say what it has', 'see the console')
    let ours = 0
    for (const { FunctionName } of wanted) ours += await reservedBy(cloud, FunctionName)
    const free = total - UNRESERVED_MB - (taken - ours)
    return needed <= free
      ? ok(`${what}, ${free} MB of ${total} are free`)
      : fail(
          `${what}, ${free} MB of ${total} are free`,
          'SCF would refuse the reserve half-way',
          'lower reservedInstances in deploy/serverless.yml, or ask for a larger quota'
        )
  }
}

async function reservedBy(cloud: Cloud, name: string): Promise<number> {
  try {
    return (await getReservedMb(cloud, name)) ?? 0
  } catch (error) {
    if (isNotFound(error)) return 0
    throw error
  }
}
