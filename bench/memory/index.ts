import { once } from 'node:events'
import {
  BARE_SERVER,
  bundleOf,
  REPORT_USAGE,
  startBackEnd,
  startInstance
} from '../support/back-end'
import { type Figures, judge, readOptions } from '../support/limits'
import { percentile } from '../support/percentile'

const MEGABYTE = 1024 * 1024

/**
 * The resident memory of a function that has loaded and answered, beside a bare HTTP server's.
 * Options: --check, --quick, --json, --rounds N. Returns the exit code.
 */
export function bench(args: string[]): Promise<number> {
  const options = readOptions(args, { rounds: 9, quick: 3 })
  return judge('memory', () => measure(options.rounds), options)
}

async function measure(rounds: number): Promise<Figures> {
  const backEnd = await startBackEnd()
  const kinds = {
    bare: ['-e', BARE_SERVER],
    login: [bundleOf('login')],
    session: [bundleOf('session')]
  }
  const found = { bare: [] as number[], login: [] as number[], session: [] as number[] }
  try {
    for (let round = 0; round < rounds; round++)
      for (const kind of ['bare', 'login', 'session'] as const)
        found[kind].push(await memoryOf(kinds[kind], backEnd.environment))
  } finally {
    await backEnd.stop()
  }
  const middle = (kind: keyof typeof found) => percentile(found[kind], 0.5) / MEGABYTE
  return {
    'bare node:http, MB': middle('bare'),
    'login, MB': middle('login'),
    'session, MB': middle('session'),
    loginToBare: middle('login') / middle('bare'),
    sessionToBare: middle('session') / middle('bare')
  }
}

async function memoryOf(args: string[], environment: Record<string, string>): Promise<number> {
  const instance = await startInstance(['--require', REPORT_USAGE, ...args], environment)
  try {
    instance.process.send('memory')
    const [bytes] = (await once(instance.process, 'message')) as [number]
    return bytes
  } finally {
    await instance.stop()
  }
}
