/** npm run bench -- NAME [options]: measures one thing beside its floor, in one run. */
type Bench = (args: string[]) => Promise<number>

const BENCHES: Record<string, () => Promise<Bench>> = {
  login: async () => (await import('./warm')).benchLogin,
  session: async () => (await import('./warm')).benchSession,
  memory: async () => (await import('./memory')).bench,
  profile: async () => (await import('./profile')).bench,
  cold: async () => (await import('./cold')).bench,
  burst: async () => (await import('./burst')).bench,
  scale: async () => (await import('./scale')).bench,
  events: async () => (await import('./events')).bench,
  gateway: async () => (await import('./gateway')).bench
}

/** What --quick measures: all that needs neither npm start nor a minute. */
const QUICK = ['session', 'login', 'cold', 'memory']

const USAGE = `Usage: npm run bench -- NAME [--check] [--json], or npm run bench -- --quick

  login       a warm login beside its floor: one request to WeChat, one durable INSERT
  session     GET /session beside its floor: one prepared SELECT
  memory      a function's memory after its first answer beside a bare node:http
  profile     where the CPU time of both goes, by layer
  cold        the start of a function beside a bare node:http
  burst       ten thousand people within one second, through npm start
  scale       what larger bursts need, and what breaks first
  gateway     mock mode beside bare node:http and Prism
  events      ten thousand ad clicks while functions and the database are killed; the cost of an event;
              how long WeChat waits for the answer to a message

Each prints ratios from one run. With --check, the best of three runs must be within the limits in
bench/limits.json; burst and gateway always check. --rounds N takes more or fewer rounds. --quick takes
about a minute for ${QUICK.join(', ')}: counted figures must be exact, ratios may be three times their limits.`

async function main([name = '', ...args]: string[]): Promise<number> {
  if (name === '--quick') return measureQuickly()
  const load = BENCHES[name]
  if (load) return (await load())(args)
  console.log(USAGE)
  return ['', '--help', '-h'].includes(name) ? 0 : 1
}

async function measureQuickly(): Promise<number> {
  const codes: number[] = []
  for (const name of QUICK) {
    console.log(`\n${name}`)
    codes.push((await (await BENCHES[name]?.())?.(['--quick'])) ?? 1)
  }
  return Math.max(...codes)
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  }
)
