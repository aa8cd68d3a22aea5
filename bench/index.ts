/** npm run bench -- NAME [options]: measures one thing beside its floor, in one run. */
import { endOnSignals } from './support/interrupt'
import { isUsageError } from './support/usage'

type Bench = (args: string[]) => Promise<number>

interface Entry {
  summary: string
  options: string
  load(): Promise<Bench>
}

const JUDGED = '[--check] [--quick] [--rounds N] [--json] [--save]'

const BENCHES: Record<string, Entry> = {
  login: {
    summary: 'a warm login beside its floor: one request to WeChat, one durable INSERT',
    options: JUDGED,
    load: async () => (await import('./warm')).benchLogin
  },
  session: {
    summary: 'GET /session beside its floor: one prepared SELECT',
    options: JUDGED,
    load: async () => (await import('./warm')).benchSession
  },
  memory: {
    summary: "a function's memory after its first answer beside a bare node:http",
    options: JUDGED,
    load: async () => (await import('./memory')).bench
  },
  cold: {
    summary: 'the start of a function beside a bare node:http',
    options: JUDGED,
    load: async () => (await import('./cold')).bench
  },
  profile: {
    summary: 'where the CPU time of a login and a session goes, by layer',
    options: '[login|session] [--runs N] [--save FOLDER]',
    load: async () => (await import('./profile')).bench
  },
  burst: {
    summary: 'ten thousand people within one second, through npm start',
    options: '[--users N] [--json]',
    load: async () => (await import('./burst')).bench
  },
  scale: {
    summary:
      'what larger bursts need, and what breaks first; --check compares the model with a run',
    options: '[--write] [--check]',
    load: async () => (await import('./scale')).bench
  },
  gateway: {
    summary: 'mock mode beside bare node:http and Prism',
    options: '[--seconds N] [--json]',
    load: async () => (await import('./gateway')).bench
  },
  events: {
    summary: 'ad clicks while functions and the database are killed; events; messages of WeChat',
    options: '[--clicks N] [--json]',
    load: async () => (await import('./events')).bench
  }
}

/** What --quick measures: all that needs neither npm start nor a minute. */
const QUICK = ['session', 'login', 'cold', 'memory']

const USAGE = `Usage: npm run bench -- NAME [options], or npm run bench -- --quick

${Object.entries(BENCHES)
  .map(([name, { summary }]) => `  ${name.padEnd(9)}${summary}`)
  .join('\n')}

Each prints ratios from one run; NAME --help has its options. With --check, the best of three runs must
be within the limits in bench/limits.json; burst, gateway and events always check. --quick takes about a
minute for ${QUICK.join(', ')}: counted figures must be exact, ratios may be three times their limits.`

async function main([name = '', ...args]: string[]): Promise<number> {
  if (name === '--quick' && !args.length) return measureQuickly()
  const entry = BENCHES[name]
  if (!entry) {
    console.log(USAGE)
    return ['', '--help', '-h'].includes(name) ? 0 : 1
  }
  const usage = `Usage: npm run bench -- ${name} ${entry.options}\n\nMeasures ${entry.summary}.`
  if (args.some((word) => word === '--help' || word === '-h')) {
    console.log(usage)
    return 0
  }
  try {
    return await (
      await entry.load()
    )(args)
  } catch (error) {
    if (!isUsageError(error)) throw error
    console.error(`${error.message}\n\n${usage}`)
    return 1
  }
}

async function measureQuickly(): Promise<number> {
  const codes: number[] = []
  for (const name of QUICK) {
    console.log(`\n${name}`)
    codes.push((await (await BENCHES[name]?.load())?.(['--quick'])) ?? 1)
  }
  return Math.max(...codes)
}

endOnSignals()
main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  }
)
