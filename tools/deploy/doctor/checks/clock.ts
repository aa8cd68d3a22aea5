import { fail, ok, warn, type Check } from '../check'

const WARN_SECONDS = 60
/** A signature of another time is refused: cloud.tencent.com/document/api/583/33845 */
const FAIL_SECONDS = 300

export const clock: Check = {
  name: 'clock',
  outside: true,
  async run({ cloudDate }) {
    const theirs = await cloudDate().catch(() => undefined)
    // the cloud's Date has no milliseconds
    const seconds = Math.round(Math.abs(Date.now() - Number(theirs)) / 1000)
    if (Number.isNaN(seconds))
      return warn('the cloud tells no time', 'no answer', 'see the check of the key')
    const what = `${seconds} s off the cloud's`
    const advice = 'let this machine set its clock by the network'
    if (seconds > FAIL_SECONDS) return fail(what, 'signatures of that time are refused', advice)
    return seconds > WARN_SECONDS ? warn(what, 'from 300 s on no call is taken', advice) : ok(what)
  }
}
