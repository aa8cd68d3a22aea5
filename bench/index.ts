/** npm run bench -- NAME [options]: measures one thing beside its floor, in one run. */
type Bench = (args: string[]) => Promise<number>

const BENCHES: Record<string, () => Promise<Bench>> = {
  login: async () => (await import('./warm')).benchLogin,
  session: async () => (await import('./warm')).benchSession,
  cold: async () => (await import('./cold')).bench,
  burst: async () => (await import('./burst')).bench,
  events: async () => (await import('./events')).bench,
  gateway: async () => (await import('./gateway')).bench
}

const USAGE = `Usage: npm run bench -- NAME [--check] [--json]

  login       a warm login beside its floor: one request to WeChat, one durable INSERT
  session     GET /session beside its floor: one prepared SELECT
  cold        the start of a function beside a bare node:http
  burst       ten thousand people within one second, through npm start
  gateway     mock mode beside bare node:http and Prism
  events      ten thousand ad clicks while functions and the database are killed; the cost of an event

Each prints ratios from one run. With --check, the best of three runs must be within the limits in
bench/limits.json; burst and gateway always check. --rounds N takes more or fewer rounds.`

async function main([name = '', ...args]: string[]): Promise<number> {
  const load = BENCHES[name]
  if (load) return (await load())(args)
  console.log(USAGE)
  return ['', '--help', '-h'].includes(name) ? 0 : 1
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  }
)
