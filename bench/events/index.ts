/**
 * npm run bench -- events [--clicks N] [--check] [--json] [--save]: N ad clicks while functions,
 * processors and the database server are killed, what working an event costs, and how long WeChat
 * waits for the answer to a message. Each stored click is counted once, and no message comes twice.
 */
import { parseArgs } from 'node:util'
import { type Figures, judge, JUDGE_FLAGS } from '../support/limits'
import { readCount } from '../support/usage'
import { measureCost } from './cost'
import { HAS_ADS } from './own-stack'
import { measurePushes } from './pushes'
import { fireAtClicks } from './shooting'

/** Returns the exit code. */
export async function bench(args: string[]): Promise<number> {
  const options = { ...JUDGE_FLAGS, clicks: { type: 'string', default: '10000' } } as const
  const { clicks, ...values } = parseArgs({ args, options }).values
  const count = readCount('clicks', clicks)
  if (!HAS_ADS) console.log('this project has no ads (cloudfunctions/go): clicks are not measured')
  const ofClicks = HAS_ADS ? await judge('clicks', () => measureClicks(count), values) : 0
  return Math.max(ofClicks, await judge('pushes', measurePushes, values))
}

async function measureClicks(clicks: number): Promise<Figures> {
  const fire = await fireAtClicks(clicks)
  const cost = await measureCost()
  return {
    'clicks redirected': fire.answered,
    'clicks not redirected': fire.unanswered,
    'clicks logged as lost': fire.lost,
    'clicks stored': fire.stored,
    'instances killed': fire.killed,
    'times the database was killed': fire.databaseKills,
    'seconds under fire': fire.seconds,
    'ms per 1,000 events': cost.msPerThousand,
    'statements per 1,000 events': cost.statementsPerThousand,
    workToInsert: cost.msPerThousand / cost.insertMsPerThousand,
    miscounted: Math.abs(fire.stored - fire.counted),
    // redirected, but neither stored nor logged as lost
    unaccounted: Math.max(0, fire.answered - fire.lost - fire.stored)
  }
}
