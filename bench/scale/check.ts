import { bundleOf, REPORT_USAGE, startBackEnd, startInstance } from '../support/back-end'
import { createClient, login, tokenIn } from '../support/client'
import { type Figures } from '../support/limits'
import { predict } from './predict'

interface Burst {
  perSecond: number
  /** Of one login. */
  ms: number
  /** Of the function, per login. */
  cpuMs: number
}

const WECHAT_MS = 80
/** So few that they hardly wait for each other: what the prediction is made of. */
const FEW = 4
/** An instance takes at most 50. */
const MANY = [16, 32, 48]
const BURST_MS = 2500
const WARM_UP_MS = 1500

/**
 * Predicts the throughput of one instance with many logins in progress from a short burst with few,
 * and compares it with what is measured.
 */
export async function compare(): Promise<Figures> {
  const backEnd = await startBackEnd()
  backEnd.delayWechat(WECHAT_MS)
  const args = ['--require', REPORT_USAGE, bundleOf('login')]
  const instance = await startInstance(args, backEnd.environment)
  const run = async (inProgress: number, forMs: number): Promise<Burst> => {
    const cpuUs = await instance.cpuUs()
    const { count, ms } = await logInAll(instance.url, inProgress, forMs)
    const cpuMs = ((await instance.cpuUs()) - cpuUs) / 1000 / count
    return { perSecond: (inProgress * 1000) / ms, ms, cpuMs }
  }
  try {
    await run(Math.max(...MANY), WARM_UP_MS)
    const figures: Figures = {}
    for (const inProgress of MANY) {
      // each time again, because the other work changes
      const few = await run(FEW, BURST_MS)
      const { perSecond } = await run(inProgress, BURST_MS)
      const predicted = predict(inProgress, { elsewhereMs: few.ms - few.cpuMs, ownMs: few.cpuMs })
      figures[`${inProgress} in progress, predicted logins/s`] = predicted
      figures[`${inProgress} in progress, measured logins/s`] = perSecond
      figures[`differenceAt${inProgress}`] = Math.abs(predicted / perSecond - 1)
    }
    return figures
  } finally {
    await instance.stop()
    await backEnd.stop()
  }
}

/** Each of so many people logs in again and again. */
async function logInAll(url: string, people: number, forMs: number) {
  const client = createClient(url, people)
  const endAt = performance.now() + forMs
  const took: number[] = []
  const logInAgain = async (person: string) => {
    while (performance.now() < endAt) {
      const startedAt = performance.now()
      tokenIn(await client.call(login(person)))
      took.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: people }, (_, i) => logInAgain(`person${i}`)))
  client.close()
  return { count: took.length, ms: took.reduce((sum, ms) => sum + ms, 0) / took.length }
}
