import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { get, until, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

/** Minified, with its map beside it, as npm start builds functions. */
function build(source: string, settings = {}) {
  const entry = join(bench.dir, 'its source.ts')
  writeFileSync(entry, source)
  const defined = bench.define('', settings)
  buildSync({
    entryPoints: [entry],
    outfile: defined.bundle,
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    minify: true,
    sourcemap: 'external'
  })
  return { defined, entry }
}

const headline = (text: string) =>
  until(`the log has ${text}: ${bench.lines.join('\n')}`, () =>
    bench.lines.some((line) => line.includes(text))
  )

const SERVER = `
import { createServer } from 'node:http'
interface Setting { name: string }
const fail = ({ name }: Setting) => {
  throw new TypeError('no ' + name)
}
export const main_handler = () => fail({ name: 'setting' })
if (process.env.CRASH) fail({ name: 'start' })
createServer(() => fail({ name: 'answer' })).listen(process.env.PORT)`

it.each([
  ['at load', { CRASH: 'yes' }, '405 ContainerStateExited: TypeError: no start'],
  ['in a call', {}, '439 User process exit when running: TypeError: no answer']
])('logs the source of an error that ends a web function %s', async (_, environment, message) => {
  const { defined, entry } = build(SERVER, { type: 'web', environment })
  const answer = await bench.start([defined]).request('greet', get())
  expect(message).toContain(String(answer.status))
  await headline(`${message} (${entry}:5`)
  expect(bench.lines.join('\n')).not.toContain(defined.bundle)
})

it("logs the source of an event function's error, while the answer has the bundle as in the cloud", async () => {
  const { defined, entry } = build(SERVER.replace('.listen(process.env.PORT)', ''))
  const answer = await bench.start([defined]).request('greet', get())
  expect(answer.body).toContain(`${defined.bundle}:`)
  await headline(`430 user code exception caught: TypeError: no setting (${entry}:5:9)`)
  expect(bench.lines.join('\n')).not.toContain(defined.bundle)
})

it('logs the source of an error in a line too long for a caret', async () => {
  const environment = { CRASH: 'yes' }
  const source = `process.title = '${'x'.repeat(2000)}'${SERVER}`
  const { defined, entry } = build(source, { type: 'web', environment })
  await bench.start([defined]).request('greet', get())
  await headline(`405 ContainerStateExited: TypeError: no start (${entry}:5:9)`)
  expect(bench.lines.join('\n')).not.toContain('xxx')
})

it('logs the source of what is thrown without a stack', async () => {
  const { defined, entry } = build('const what: string = "just text"\nthrow what', { type: 'web' })
  await bench.start([defined]).request('greet', get())
  await headline(`405 ContainerStateExited: just text (${entry}:2:1)`)
})

it('does not take a stack that the function printed for the reason of its end', async () => {
  const code = 'console.error(new Error("by the way").stack)\nprocess.exit(1)'
  const { defined } = build(code, { type: 'web' })
  await bench.start([defined]).request('greet', get())
  await until('the line of the call', () => bench.lines.some((line) => / MB, 405/.test(line)))
  expect(bench.lines.find((line) => / MB, 405/.test(line))).toMatch(/405 ContainerStateExited$/)
  expect(bench.lines.join('\n')).toContain('by the way')
})
