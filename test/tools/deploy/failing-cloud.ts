import { type Cloud, CloudError } from '../../../tools/deploy/cloud/client'

/** Which of a command's calls fails, and how: refused, or carried out while its answer is lost. */
interface Failing {
  at: number
  how: 'refused' | 'lost'
}

/** A cloud of which one call fails; `count` is how many there were. */
export function failing(cloud: Cloud, { at, how }: Failing) {
  const made = { count: 0, cloud }
  made.cloud = async (service, action, parameters) => {
    const isNow = made.count++ === at
    if (isNow && how === 'refused') throw new CloudError(`${action}: no`, 'FailedOperation.No', {})
    const reply = await cloud<never>(service, action, parameters)
    if (isNow) throw new CloudError(`${action}: no answer`, 'NoAnswer', {})
    return reply
  }
  return made
}
