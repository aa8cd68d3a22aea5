import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { commandLine, project } from '../../support/project'
import { editFile, type SwitchedGateway } from './switched-gateway'

jest.setTimeout(90_000)

const PAGES = ['docs/mocks.md', 'docs/mocks.zh-CN.md']
const [english = '', chinese = ''] = PAGES.map((page) =>
  readFileSync(path.join(project.root, page), 'utf8')
)
const blocksOf = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block
  )
const [rules = '', environments = ''] = blocksOf(english, 'yaml')

let child: ChildProcess
let gateway: Pick<SwitchedGateway, 'url' | 'files'>
beforeAll(async () => {
  const launcher = ['--require', 'tsx', path.join(__dirname, 'switched-launcher.ts')]
  const started = spawn(process.execPath, launcher, {
    env: { ...process.env, ENVIRONMENTS: environments },
    stdio: ['pipe', 'pipe', 'inherit']
  })
  child = started
  const [line] = (await once(started.stdout, 'data')) as [Buffer]
  gateway = JSON.parse(line.toString()) as typeof gateway
  const under = '      operationId: getUser\n'
  editFile(gateway.files.contractFile, under, under + rules.replace(/^(?=.)/gm, '      '))
})
afterAll(async () => {
  child.stdin?.end()
  await once(child, 'exit')
})

/** A line of the page; its output must contain what follows the `#`, at most a moment later. */
function toScript(line: string): string {
  const [command = '', wanted] = line.split(/ +# /)
  if (!wanted) return command
  const isThere = `printf %s "$out" | grep -qF -- '${wanted}'`
  const tries = command.startsWith('curl') ? 100 : 1
  return `for try in $(seq ${tries}); do out=$(${command} 2>&1); ${isThere} && continue 2; sleep 0.05; done
    echo 'no ${wanted}: ${command.replaceAll("'", '')}'; echo "$out"`
}

/** Runs a block of the page in a shell, with the address and files of the test's gateway. */
async function run(block: string): Promise<string> {
  const { contractFile, snapshotsDir, distDir } = gateway.files
  const files = `--config "${path.dirname(contractFile)}" --snapshots "${snapshotsDir}" --dist "${distDir}"`
  const words = [process.execPath, ...commandLine('gateway')].map((word) => `"${word}"`)
  const command = `${words.join(' ')} "$@" ${files}`
  const lines = block
    .replaceAll('localhost:3000', `localhost:${new URL(gateway.url).port}`)
    .replaceAll('npm run gateway --', 'gateway')
    .trimEnd()
    .split('\n')
  // `continue 2` leaves both the tries of a line and the single-round loop around them
  const each = lines.map((line) => `for once in 1; do\n${toScript(line)}\ndone`)
  const script = [`gateway() { ${command}; }`, ...each].join('\n')
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', script], { cwd: project.root })
  return stdout + stderr
}

it.each(blocksOf(english, 'sh').map((block) => [block.split('\n')[0], block]))(
  'runs %s ... and gets what the page says',
  async (_first, block = '') => {
    expect(await run(block)).toBe('')
  }
)

it('has the same commands and files in both languages', () => {
  for (const language of ['sh', 'yaml'])
    expect(blocksOf(chinese, language)).toEqual(blocksOf(english, language))
})

it.each(PAGES)('has only links in %s whose targets exist', (page) => {
  const text = readFileSync(path.join(project.root, page), 'utf8')
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link)
  expect(links.length).toBeGreaterThan(1)
  for (const link of links) expect(existsSync(path.join(project.root, 'docs', link))).toBe(true)
})
