/** npm run bench -- NAME [options]: measures one thing beside its floor, in one run. */
const BENCHES: Record<string, () => Promise<{ bench(args: string[]): Promise<number> }>> = {
  gateway: () => import('./gateway'),
  functions: () => import('./functions'),
  crowd: () => import('./crowd'),
  events: () => import('./events')
}

const USAGE = `Usage: npm run bench -- NAME [--json]

  gateway     mock mode beside bare node:http and Prism
  functions   logins and sessions beside what they cannot do without, cold and warm
  crowd       ten thousand people within one second, through npm start
  events      ten thousand ad clicks while functions and the database are killed; the cost of an event

Each prints ratios from one run, and exits with 1 beyond the limits in bench/limits.json.`

async function main([name = '', ...args]: string[]): Promise<number> {
  const load = BENCHES[name]
  if (load) return (await load()).bench(args)
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
