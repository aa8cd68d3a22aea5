/** npm run check:miniprogram: what WeChat DevTools would refuse, found without it and offline. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checkProject, type Findings } from './check-project'
import { loadIsolated } from './install'
import { loadWechatCi } from './wechat-ci'

const HELP = `Usage: npm run check:miniprogram [-- DIR...]

Compiles the mini-program with WeChat's own compilers, without AppID, key or network, and checks
its size, DevTools' code quality items, and what those compilers let pass. DIR is a folder with a
project.config.json; miniprogram/ where there is none. Exit code 1: there are defects.`

const say = (line: string) => process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  const given = process.argv.slice(2)
  if (given.includes('--help')) {
    say(HELP)
    return 0
  }
  const dirs = given.length ? given : [path.resolve(__dirname, '../../miniprogram')]
  const projects = dirs.map((dir) => path.resolve(dir))
  const load = loadIsolated(say)
  const scratchDir = mkdtempSync(path.join(tmpdir(), 'miniprogram-check-'))
  // its worker inherits these, and finds no tsx from where it runs
  process.execArgv.length = 0
  // miniprogram-ci leaves folders where it runs, and chats
  process.chdir(scratchDir)
  for (const chat of ['log', 'info', 'warn', 'error'] as const) console[chat] = () => undefined
  try {
    const ci = loadWechatCi(load, scratchDir)
    let defects = 0
    for (const project of projects) {
      const findings = await checkProject(load, ci, project)
      show(path.basename(project), findings)
      defects += findings.defects.length
    }
    return defects ? 1 : 0
  } finally {
    process.chdir(tmpdir())
    rmSync(scratchDir, { recursive: true, force: true })
  }
}

function show(name: string, { defects, notes, files, kb }: Findings): void {
  for (const note of notes) say(`${name}: note: ${note}`)
  for (const defect of defects) say(`${name}: ${defect}`)
  if (!defects.length) say(`${name}: ok, ${files} files, ${kb.toFixed(1)} KB as uploaded`)
}

main().then(
  // its forked worker would keep this process alive
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
)
