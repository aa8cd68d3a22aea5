import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { commandLine, project } from '../../support/project'
import { workbench } from './workbench'

const bench = workbench()
afterAll(bench.remove)

const file = join(bench.dir, 'serverless.yml')
writeFileSync(
  file,
  `provider: { timeout: 5 }
functions:
  echo:
    handler: echo.main_handler
    events: [{ timer: { name: nightly, parameters: { cronExpression: '0 0 2 * * * *', argument: x } } }]
  unbuilt: { handler: unbuilt.main_handler }
`
)
writeFileSync(
  join(bench.dir, 'echo.js'),
  `exports.main_handler = (event) => {
    console.log('at work')
    if (event.fail) throw new Error('as asked')
    return { event, zone: process.env.TZ, own: process.env.OWN }
  }`
)

async function invoke(args: string[], input = '') {
  const all = commandLine('invoke', '--file', file, '--dist', bench.dir, ...args)
  const child = spawn(process.execPath, all, {
    cwd: project.root,
    env: { ...process.env, INIT_CWD: bench.dir, OWN: 'mine', TZ: 'Asia/Tokyo' }
  })
  child.stdin.end(input)
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('close', resolve))
  ])
  return { out, err, code }
}

it('prints what the function returned to standard output, and all else to standard error', async () => {
  writeFileSync(join(bench.dir, 'event.json'), '{"a":1}')
  const { out, err, code } = await invoke(['echo', 'event.json'])
  expect(JSON.parse(out)).toEqual({ event: { a: 1 }, zone: 'UTC', own: 'mine' })
  expect(err).toMatch(/^echo \| at work\necho [\w-]+ cold, init \d+ ms, .* MB\n$/)
  expect(code).toBe(0)
})

it('takes the event from standard input, or an empty one', async () => {
  const [piped, empty] = await Promise.all([invoke(['echo', '-'], '{"b":2}'), invoke(['echo'])])
  expect(JSON.parse(piped.out)).toMatchObject({ event: { b: 2 } })
  expect(JSON.parse(empty.out)).toMatchObject({ event: {} })
})

it("sends the event of the function's timer with --timer", async () => {
  const { out } = await invoke(['echo', '--timer'])
  expect(JSON.parse(out)).toMatchObject({
    event: { Type: 'Timer', TriggerName: 'nightly', Message: 'x' }
  })
})

it('fails when the function fails', async () => {
  const { out, err, code } = await invoke(['echo', '-'], '{"fail":true}')
  expect(JSON.parse(out)).toMatchObject({ statusCode: 430 })
  expect(err).toContain('430 user code exception caught: Error: as asked (')
  expect(code).toBe(1)
})

it.each([
  [['missing'], 'there is no function missing, only echo, unbuilt'],
  [['unbuilt'], 'unbuilt.js does not exist: run npm run build'],
  [['unbuilt', '--timer'], 'unbuilt.js does not exist: run npm run build'],
  [[], 'which function?'],
  [['echo', '-'], 'standard input is not JSON'],
  [['echo', 'nowhere.json'], 'nowhere.json']
])('refuses %j with one clear message', async (args, message) => {
  const { out, err, code } = await invoke(args, '{')
  expect([out, code]).toEqual(['', 2])
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain(message)
})

it('prints how to use it with --help', async () => {
  expect(await invoke(['--help'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('--timer') as unknown
  })
})
