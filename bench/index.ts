/** npm run bench [-- NAME] [options]: measures one thing beside its floor, or everything. */
import { measureAll } from './all'
import { benchOf, NAMES } from './benches'
import { writeMeasured } from './measured'
import { endOnSignals } from './support/interrupt'
import { isUsageError } from './support/usage'

const USAGE = `Usage: npm run bench -- [--check] [--save], npm run bench -- --quick, or npm run bench -- NAME [options]

${NAMES.map((name) => `  ${name.padEnd(9)}${benchOf(name).summary}`).join('\n')}

Without a name, everything with a limit in bench/limits.json is measured, in about eight minutes where
two cores have nothing else to do. Each prints ratios from one run; NAME --help has its options. With
--check, the best of three runs must be within the limits. --save keeps the figures in
bench/results.json, and --write, alone, brings docs/measured.md in line with it. --quick takes about a minute for ${NAMES.filter((name) => benchOf(name).isQuick).join(', ')}: counted figures must
be exact, ratios may be three times their limits.`

async function main([name = '', ...args]: string[]): Promise<number> {
  if (['--help', '-h'].includes(name)) {
    console.log(USAGE)
    return 0
  }
  if (name === '--write' && !args.length) {
    writeMeasured()
    return 0
  }
  if (name === '' || name.startsWith('-'))
    return explained(USAGE, () => measureAll([name, ...args].filter(Boolean)))
  return explained(USAGE, () => measureNamed(name, args))
}

async function measureNamed(name: string, args: string[]): Promise<number> {
  const { options, summary, load } = benchOf(name)
  const usage = `Usage: npm run bench -- ${name} ${options}\n\nMeasures ${summary}.`
  if (args.some((word) => word === '--help' || word === '-h')) {
    console.log(usage)
    return 0
  }
  const measure = await load()
  return explained(usage, () => measure(args))
}

/** Shows the usage for a command line that cannot be understood. */
async function explained(usage: string, act: () => Promise<number>): Promise<number> {
  try {
    return await act()
  } catch (error) {
    if (!isUsageError(error)) throw error
    console.error(`${error.message}\n\n${usage}`)
    return 1
  }
}

endOnSignals()
main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  }
)
