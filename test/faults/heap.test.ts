import { percentile } from '../../bench/support/percentile'
import { type Backend, clientOf, newCode, startBackend } from '../support/backend'
import { type Doors } from '../support/doors'
import { type EventProcess, type Usage } from '../support/function-process'

let backend: Backend
let doors: Doors
beforeAll(async () => {
  backend = await startBackend()
  // compiled code is part of the heap, and grows for as long as a function is new
  doors = backend.openMore({ flags: ['--no-opt', '--no-sparkplug'] })
})
afterAll(() => backend.stop())

const DOOR = 'a function-URL event'
const NAMES = ['login', 'session', 'user']
const ROUNDS = 5
/** What leaks grows in each round; a cache that fills up, or code that is compiled, in one or two. */
const MORE_BYTES = 64 * 1024
/** Every call is over by then. */
const REMAINING_MS = 1500

async function measureAll(): Promise<Usage[]> {
  const all = await Promise.all(NAMES.map((name) => doors.process(DOOR, name)))
  return Promise.all(all.map((each) => (each as EventProcess).measure()))
}

const KILLED = { errno: 1927, sqlState: '70100', message: 'Connection was killed' }
const DEADLOCK = { errno: 1213, sqlState: '40001', message: 'Deadlock found' }

/** Each begins something that ends by itself, or is ended by what it returns. */
const FAULTS: (() => (() => void) | void)[] = [
  () => backend.mysql.reset(),
  () => backend.mysql.dropSilently(),
  () => backend.mysql.cutAfter(300),
  () => backend.mysql.loseAnswerTo(/CALL log_in/),
  () => backend.mysql.answerWith(/SELECT|CALL|UPDATE/, KILLED, 3),
  () => backend.mysql.answerWith(/SELECT|CALL|UPDATE/, DEADLOCK, 3),
  () => {
    backend.mysql.refuse(true)
    return () => backend.mysql.refuse(false)
  },
  () => {
    backend.mysql.delay(400)
    return () => backend.mysql.delay(0)
  },
  () => {
    backend.wechatLine.refuse(true)
    return () => backend.wechatLine.refuse(false)
  },
  () => backend.wechatLine.reset()
]

const WECHAT_FAULTS = ['reset', 'hang', 'html', 'badJson', 'huge', 'serverError', 'redirect']

/** Many calls at once during each fault, and each kind of WeChat's own. */
async function suffer(token: string): Promise<void> {
  const client = clientOf(doors, DOOR)
  for (const begin of FAULTS) {
    const end = begin()
    const calls = Array.from({ length: 12 }, () => [
      client.logIn(newCode('erin'), REMAINING_MS),
      client.session(token, REMAINING_MS),
      client.session('a.b.c', REMAINING_MS),
      client.withToken(token, 'PUT', '/user/profile', { nickname: 'Erin' }, REMAINING_MS)
    ])
    await Promise.all(calls.flat())
    end?.()
  }
  const logins = [...WECHAT_FAULTS, ...WECHAT_FAULTS, ...WECHAT_FAULTS]
  await Promise.all(logins.map((fault) => client.logIn(`fault-${fault}-erin`, REMAINING_MS)))
  // whatever a fault has left open is noticed and closed
  for (let i = 0; i < 4; i++)
    await Promise.all([
      client.logIn(newCode('erin')),
      client.session(token),
      client.withToken(token, 'GET', '/user')
    ])
}

it('O05: returns to its heap, files, timers and connections after faults of all kinds', async () => {
  const { token } = await clientOf(doors, DOOR).enter('erin')
  // the first times fill caches and compile code
  for (let i = 0; i < 2; i++) await suffer(token)
  const measured = [await measureAll()]
  for (let i = 0; i < ROUNDS; i++) {
    await suffer(token)
    measured.push(await measureAll())
  }
  const [open] = await backend.database.query<{ count: number }>(
    'SELECT COUNT(*) AS count FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()'
  )
  expect(Number(open?.count)).toBeLessThanOrEqual(4 * NAMES.length)
  for (const i of NAMES.keys()) {
    const uses = measured.map((all) => all[i] as Usage)
    const [before] = uses as [Usage]
    const { timers, files } = uses.at(-1) as Usage
    expect(timers).toBe(0)
    expect(files).toBeLessThanOrEqual(before.files + 8)
    const growth = uses
      .slice(1)
      .map(({ heapBytes }, round) => heapBytes - (uses[round]?.heapBytes ?? 0))
    expect(percentile(growth, 0.5)).toBeLessThan(MORE_BYTES)
  }
}, 120_000)
