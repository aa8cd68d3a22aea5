import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { withUsage } from '../../common/command'
import { checkProject, type ProjectFindings } from '../check-project'
import { loadWechatCi } from '../wechat-ci'
import { openWechatPackages } from '../wechat-packages'

const USAGE = `Usage: npm run cli -- check-miniprogram [DIR...]

Compiles a mini-program with WeChat's own compilers, without AppID, key or network, and checks its
size, DevTools' code quality items, and what those compilers let pass. DIR is a folder with a
project.config.json (default: miniprogram/). The compilers (280 MB) are installed on first use.

Exit code: 0 no defects, 1 defects, 2 the check could not run.`

const print = (line: string) => void process.stdout.write(`${line}\n`)

export const checkMiniprogram = withUsage(USAGE, async ({ miniprogramDir, localDir }, args) => {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const dirs = positionals.map((dir) => path.resolve(dir))
  const code = await checkAll(dirs.length ? dirs : [miniprogramDir], localDir).catch(
    (error: Error) => {
      process.stderr.write(`${error.message}\n`)
      return 2
    }
  )
  // the worker that miniprogram-ci forks would keep this process alive
  return process.exit(code)
})

async function checkAll(dirs: string[], localDir: string): Promise<number> {
  const wrong = dirs.find((dir) => !existsSync(path.join(dir, 'project.config.json')))
  if (wrong !== undefined) throw new Error(`${wrong} has no project.config.json`)
  const requireInstalled = openWechatPackages(localDir, print)
  const scratchDir = mkdtempSync(path.join(tmpdir(), 'check-miniprogram-'))
  // the worker inherits these options but would not find tsx
  process.execArgv.length = 0
  // miniprogram-ci writes folders into the working directory, and logs
  process.chdir(scratchDir)
  for (const method of ['log', 'info', 'warn', 'error'] as const) console[method] = () => undefined
  try {
    const ci = loadWechatCi(requireInstalled, scratchDir)
    let defects = 0
    for (const dir of dirs) {
      const findings = await checkProject(requireInstalled, ci, dir)
      show(path.basename(dir), findings)
      defects += findings.defects.length
    }
    return defects ? 1 : 0
  } finally {
    process.chdir(tmpdir())
    rmSync(scratchDir, { recursive: true, force: true })
  }
}

function show(name: string, { defects, notes, files, kb }: ProjectFindings): void {
  for (const note of notes) print(`${name}: note: ${note}`)
  for (const defect of defects) print(`${name}: ${defect}`)
  if (!defects.length) print(`${name}: ok, ${files} files, ${kb.toFixed(1)} KB as uploaded`)
}
