import { get, until, WHERE, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

const pidOf = (answer: { body: string }) => (JSON.parse(answer.body) as { pid: number }).pid

it('runs a function that is added, and keeps the warm instances of the others', async () => {
  const greet = bench.define(WHERE)
  const scf = bench.start([greet])
  const before = await scf.request('greet', get())
  expect((await scf.request('added', get())).status).toBe(435)
  expect(scf.configure([{ ...greet }, bench.define(WHERE, { name: 'added' })])).toEqual(['added'])
  expect((await scf.request('added', get())).status).toBe(200)
  expect(pidOf(await scf.request('greet', get()))).toBe(pidOf(before))
})

it('ends a function that is removed', async () => {
  const scf = bench.start([bench.define(WHERE)])
  await scf.request('greet', get())
  expect(scf.configure([])).toEqual(['greet'])
  expect((await scf.request('greet', get())).status).toBe(435)
})

it('starts a function again with its new settings', async () => {
  const code = 'exports.main_handler = async () => ({ body: process.env.COLOUR })'
  const greet = bench.define(code, { environment: { COLOUR: 'red' } })
  const scf = bench.start([greet])
  const colour = async () => (await scf.request('greet', get())).body
  expect(await colour()).toContain('red')
  scf.configure([{ ...greet, environment: { COLOUR: 'blue' } }])
  expect(await colour()).toContain('blue')
})

it('fires the timers of a function that is added', async () => {
  const print = 'exports.main_handler = (event) => console.log(event.TriggerName)'
  const scf = bench.start([], { timers: true })
  const timer = { name: 'each-second', cron: '* * * * * * *', enabled: true }
  scf.configure([bench.define(print, { timers: [timer] })])
  await until('the call', () => bench.lines.some((line) => line.includes('each-second')))
})
