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
