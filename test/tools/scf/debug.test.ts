import { freePort } from '../../../tools/common/port'
import { get, until, WHERE, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

let inspectPort: number
beforeEach(async () => (inspectPort = await freePort()))

/** The id of what a debugger could attach to */
async function target(): Promise<string | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${inspectPort}/json/list`)
    return ((await answer.json()) as { id: string }[])[0]?.id
  } catch {
    return undefined
  }
}

/** Waits until a debugger could attach to a process other than the one it knows. */
async function attachable(known?: string): Promise<string> {
  const deadline = performance.now() + 5000
  for (;;) {
    const found = await target()
    if (found && found !== known) return found
    if (performance.now() > deadline) throw new Error('no debugger could attach')
  }
}

function start(settings = {}) {
  const functions = [bench.define(WHERE, settings), bench.define(WHERE, { name: 'other' })]
  return bench.start(functions, { inspect: 'greet', inspectPort })
}

it('lets a debugger attach before the first call', async () => {
  start()
  await attachable()
  await until('the log shows it', () =>
    bench.lines.some((line) => line.includes(`listening on ws://127.0.0.1:${inspectPort}/`))
  )
})

it('gives a debugged function one instance, for which calls wait, and no time limit', async () => {
  const scf = start({ timeoutSeconds: 0.1 })
  const call = () => scf.request('greet', get({ ms: '150' }))
  const answers = await Promise.all([call(), call(), call()])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(new Set(answers.map(({ instance }) => instance)).size).toBe(1)
})

it('refuses to debug a function that does not exist', () => {
  expect(() => bench.start([], { inspect: 'greet' })).toThrow('there is no function greet to debug')
})

it('keeps instances and limits of functions that are not debugged', async () => {
  const scf = start()
  const call = () => scf.request('other', get({ ms: '50' }))
  const [one, two] = await Promise.all([call(), call()])
  expect(one?.instance).not.toBe(two?.instance)
})

it('offers the new instance on the same port after a reload', async () => {
  const scf = start()
  const before = await scf.request('greet', get())
  const known = await attachable()
  scf.reload('greet')
  await attachable(known)
  const after = await scf.request('greet', get())
  expect(after.status).toBe(200)
  expect(after.instance).not.toBe(before.instance)
})

it('waits with a reload for the call that a debugger may hold', async () => {
  const scf = start()
  const held = scf.request('greet', get({ ms: '300' }))
  await until('it runs', () => bench.lines.length > 0)
  scf.reload('greet')
  const next = await scf.request('greet', get())
  expect((await held).instance).not.toBe(next.instance)
  expect([next.status, (await held).status]).toEqual([200, 200])
  expect(bench.lines.filter((line) => line.includes('address already in use'))).toEqual([])
})
