import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openWechatPackages } from '../../check-miniprogram'
import { withUsage } from '../../common/command'
import { startGateway } from '../../gateway'
import { type Project } from '../../project'
import { type Automator } from '../automator'
import { findCli, HOW_TO_INSTALL } from '../find-cli'
import { walk } from '../walk'

const USAGE = `Usage: npm run cli -- devtools

Opens a copy of the mini-program in WeChat DevTools, logs in, refreshes and logs out, with a gateway
that answers from the contract's examples. Saves a screenshot: .local/screenshots/devtools.png.

  WECHAT_DEVTOOLS_CLI   path of DevTools' cli, if it is in an unusual place

Exit code: 0 passed, 1 failed, 3 DevTools is not installed.`

const NOT_INSTALLED = 3
const LAUNCH_MS = 90_000
/** The address in miniprogram/config.ts. */
const PORT = 3000

export const devtools = withUsage(USAGE, async (project, args) => {
  parseArgs({ args })
  const cliPath = findCli()
  if (!cliPath) {
    console.log(HOW_TO_INSTALL)
    return NOT_INSTALLED
  }
  const code = await check(project, cliPath).then(
    () => 0,
    (error: Error) => {
      console.error(`failed: ${error.message}`)
      return 1
    }
  )
  // the driver may leave a connection to DevTools open
  return process.exit(code)
})

async function check(project: Project, cliPath: string): Promise<void> {
  const requireInstalled = openWechatPackages(project.localDir, console.log)
  const copy = copyMiniprogram(project)
  const stopGateway = await startMock(project)
  try {
    await drive(
      requireInstalled('miniprogram-automator') as Automator,
      cliPath,
      copy,
      project.localDir
    )
    console.log('passed')
  } finally {
    await stopGateway()
    rmSync(copy, { recursive: true, force: true })
  }
}

async function drive(
  automator: Automator,
  cliPath: string,
  projectPath: string,
  localDir: string
): Promise<void> {
  const program = await automator.launch({
    cliPath,
    projectPath,
    timeout: LAUNCH_MS,
    trustProject: true
  })
  try {
    await walk(program, console.log)
    const screenshots = path.join(localDir, 'screenshots')
    mkdirSync(screenshots, { recursive: true })
    await program.screenshot({ path: path.join(screenshots, 'devtools.png') })
  } finally {
    await program.close()
  }
}

/** A copy that allows 127.0.0.1, so that the user's own private settings stay untouched. */
function copyMiniprogram({ miniprogramDir }: Project): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'scf-devtools-'))
  cpSync(miniprogramDir, copy, { recursive: true })
  const settings = { setting: { urlCheck: false } }
  writeFileSync(path.join(copy, 'project.private.config.json'), JSON.stringify(settings))
  return copy
}

/** Starts the gateway in mock mode; if the port is taken, uses the gateway that runs there. */
async function startMock(project: Project): Promise<() => Promise<void>> {
  try {
    const log = () => undefined
    const gateway = await startGateway({ ...project, mode: 'mock', port: PORT, log })
    return () => gateway.stop()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    console.log(`port ${PORT} is taken: using the gateway that runs there`)
    return () => Promise.resolve()
  }
}
