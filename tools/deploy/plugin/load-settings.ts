import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { type Stage, STAGES } from '../../contract/stages'
import { readStage } from '../settings/options'
import { completeSettings, readSettings } from '../settings/settings'

/** Commands of the Serverless Framework that act on a stage. */
const ACTS = /^(deploy|plan|package|remove|rollback|invoke|info|metrics)$/
/** Any other command shows something about the service, for this stage. */
const SHOWN: Stage = 'test'

let loaded: Promise<Stage> | undefined

/**
 * Chooses the stage and puts its settings, from `.env.<stage>`, into the environment, as
 * `npm run deploy` does; what is set there already wins. The stage is the one of `--stage`, or what
 * is answered at the terminal. Throws an Error that says what to do when there is neither, or when
 * settings are missing.
 */
export function loadSettings({ stage, s }: { stage?: string; s?: string }): Promise<Stage> {
  return (loaded ??= load(stage ?? s))
}

async function load(given: string | undefined): Promise<Stage> {
  const [command = '', ...rest] = process.argv.slice(2)
  if (!ACTS.test(command) || rest.includes('--help') || rest.includes('-h')) return SHOWN
  const stage = readStage(given ?? (await askForStage()))
  // the Serverless Framework runs in the folder of serverless.yml
  const serverlessFile = path.resolve('serverless.yml')
  const settings = readSettings({ root: path.resolve('..') }, stage)
  Object.assign(process.env, completeSettings({ serverlessFile }, settings, stage))
  return stage
}

async function askForStage(): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(`Which stage (${STAGES.join(', ')})? `)).trim()
  } finally {
    terminal.close()
  }
}
