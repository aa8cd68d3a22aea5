import { timerEvent } from '../../../tools/scf/timers'
import { parseCron } from '../../../tools/serverless-yml'
import { until, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

const NEW_YEAR = new Date('2026-01-01T00:00:00Z')

it.each([
  ['0 0 2 * * * *', '2026-01-01T18:00:00.000Z'],
  ['*/5 * * * * * *', '2026-01-01T00:00:05.000Z'],
  ['0 15 10 * * MON-FRI *', '2026-01-01T02:15:00.000Z'],
  ['0 30 9 5,15,25 * * *', '2026-01-05T01:30:00.000Z'],
  ['0 0 12 * * 1 2027', '2027-01-04T04:00:00.000Z'],
  // day or weekday: the 1st of a month, and every Monday
  ['0 0 12 1 * MON *', '2026-01-01T04:00:00.000Z'],
  ['0 0 7 1 * MON *', '2026-01-04T23:00:00.000Z']
])('computes that %s is next due at %s', (cron, due) => {
  expect(parseCron(cron).nextRun(NEW_YEAR)?.toISOString()).toBe(due)
})

it.each(['0 0 2 * * *', '* * * * *', 'soon', '99 * * * * * *'])('refuses %s', (cron) => {
  expect(() => parseCron(cron)).toThrow(/CronPattern/)
})

it('makes a timer event as the platform sends it', () => {
  const timer = { name: 'nightly', cron: '', enabled: true, argument: 'all' }
  expect(timerEvent(timer, NEW_YEAR)).toEqual({
    Type: 'Timer',
    TriggerName: 'nightly',
    Time: '2026-01-01T00:00:00Z',
    Message: 'all'
  })
})

const PRINT = 'exports.main_handler = (event) => console.log(JSON.stringify(event))'
const nightly = (enabled: boolean) => ({
  timers: [{ name: 'nightly', cron: '0 0 2 * * * *', enabled, argument: 'x' }]
})
/** A tenth of a second before two o'clock at night in China when it is first read */
function clockBeforeTwo() {
  let startedAt: number | undefined
  return () => {
    startedAt ??= performance.now()
    return new Date(Date.parse('2026-01-01T17:59:59.900Z') + performance.now() - startedAt)
  }
}

it('calls the function of an enabled timer when it is due, and only then', async () => {
  const functions = [bench.define(PRINT, nightly(true))]
  bench.start(functions, { timers: true, clock: clockBeforeTwo() })
  await until('the call', () => bench.lines.length >= 2)
  expect(bench.lines[0]).toBe(
    'greet | {"Type":"Timer","TriggerName":"nightly","Time":"2026-01-01T18:00:00Z","Message":"x"}'
  )
  expect(bench.lines).toHaveLength(2)
})

it('fires no timer unless asked to, and a closed one never', async () => {
  bench.start([bench.define(PRINT, nightly(true))], { clock: clockBeforeTwo() })
  bench.start([bench.define(PRINT, nightly(false))], { clock: clockBeforeTwo(), timers: true })
  // one that does fire, a moment later, shows that the others had their chance
  const third = bench.define(PRINT, { ...nightly(true), name: 'third' })
  bench.start([third], { clock: clockBeforeTwo(), timers: true })
  await until('the third', () => bench.lines.length >= 2)
  expect(bench.lines.every((line) => line.startsWith('third'))).toBe(true)
})
