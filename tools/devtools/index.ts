/** npm run devtools:e2e: the mini-program in the real WeChat DevTools, where they are installed. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadIsolated } from '../check-miniprogram/install'
import type { Automator } from './automator'
import { findCli, HOW_TO_INSTALL } from './find-cli'
import { startMocks } from './start-mocks'
import { walk } from './walk'

const ROOT = path.resolve(__dirname, '../..')
const LAUNCH_MS = 90000

/** DevTools are not here: neither passed nor failed. */
const NOT_HERE = 3

const say = (line: string) => process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  const cliPath = findCli()
  if (!cliPath) {
    say(HOW_TO_INSTALL)
    return NOT_HERE
  }
  const automator = loadIsolated(say)('miniprogram-automator') as Automator
  const copy = copyProject()
  const mocks = await startMocks(say)
  try {
    const program = await automator.launch({
      cliPath,
      projectPath: copy,
      timeout: LAUNCH_MS,
      trustProject: true
    })
    try {
      await walk(program, say)
      const shots = path.join(ROOT, '.local', 'screenshots')
      mkdirSync(shots, { recursive: true })
      await program.screenshot({ path: path.join(shots, 'devtools.png') })
    } finally {
      await program.close()
    }
    say('passed')
    return 0
  } finally {
    mocks.kill()
    rmSync(copy, { recursive: true, force: true })
  }
}

/** A copy with 127.0.0.1 allowed, so that nobody's own private settings are touched. */
function copyProject(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'weapp-scf-devtools-'))
  cpSync(path.join(ROOT, 'miniprogram'), copy, { recursive: true })
  const settings = { setting: { urlCheck: false } }
  writeFileSync(path.join(copy, 'project.private.config.json'), JSON.stringify(settings))
  return copy
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`failed: ${error.message}\n`)
    process.exit(1)
  }
)
