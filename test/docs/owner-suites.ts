/**
 * Runs the whole suite on copies of the project that were changed as the pages for owners say:
 * node --import tsx test/docs/owner-suites.ts [CHANGE+CHANGE ...] [--projects a,b] [--tests PATTERN] [--keep]
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { follow, rename } from './changes'
import { createOwnerCopy, type OwnerCopy } from './owner-copy'

/** A name that is in no file yet. */
const NAME = `product-${randomBytes(3).toString('hex')}`

const CHANGES: Record<string, (copy: OwnerCopy) => void> = {
  'another-name': (copy) => rename(copy, NAME),
  'with-coupons': (copy) => follow(copy, 'contributing.md'),
  'with-kiosk': (copy) => follow(copy, 'first-feature.md'),
  'without-wafer': (copy) => follow(copy, 'your-project.md', 'Remove Wafer'),
  'without-phone': (copy) => follow(copy, 'your-project.md', 'Remove the phone number'),
  'without-ads': (copy) => follow(copy, 'your-project.md', 'Remove the ads'),
  'without-shop': (copy) => follow(copy, 'your-project.md', 'Remove the shop')
}
/** Two copies have all of it: one with everything added, one with everything removed. */
const COPIES = [
  'another-name+with-coupons+with-kiosk',
  'without-wafer+without-phone+without-ads+without-shop'
]
const PROJECTS = 'functions,miniprogram,tools,browser'
const LIMIT_MS = 60 * 60_000

interface Options {
  projects: string
  /** Of the tests' paths; all of them where it is left out. */
  tests?: string
  keep: boolean
}

async function runSuite(changes: string, { projects, tests, keep }: Options): Promise<boolean> {
  const copy = createOwnerCopy()
  console.log(`\n== ${changes} in ${copy.root}`)
  try {
    for (const change of changes.split('+')) {
      const apply = CHANGES[change]
      if (!apply) throw new Error(`${change}: the changes are ${Object.keys(CHANGES).join(', ')}`)
      apply(copy)
    }
    const jest = ['node_modules/jest/bin/jest.js', '--ci', '--selectProjects']
    const args = [...jest, ...projects.split(','), ...(tests ? ['--testPathPatterns', tests] : [])]
    const suite = spawn(process.execPath, args, {
      ...{ cwd: copy.root, stdio: ['ignore', 'inherit', 'inherit'], timeout: LIMIT_MS }
    })
    const [code] = (await once(suite, 'exit')) as [number | null]
    if (code === null) console.error(`not done after ${LIMIT_MS / 60_000} minutes`)
    return code === 0
  } finally {
    if (!keep) copy.remove()
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      projects: { type: 'string', default: PROJECTS },
      tests: { type: 'string' },
      keep: { type: 'boolean', default: false }
    }
  })
  const failed: string[] = []
  for (const changes of positionals.length ? positionals : COPIES)
    if (!(await runSuite(changes, values))) failed.push(changes)
  if (failed.length) console.error(`\nnot green: ${failed.join(', ')}`)
  process.exitCode = failed.length ? 1 : 0
}

void main()
