import { setTimeout as sleep } from 'node:timers/promises'
import { type Random } from './random'
import { type World } from './world'

/** Makes something fail; what it returns ends that. */
type Fault = (world: World, random: Random) => Promise<() => unknown> | (() => unknown)

const nothing = () => undefined
const KILLED = { errno: 1927, sqlState: '70100', message: 'Connection was killed' }
const DEADLOCK = { errno: 1213, sqlState: '40001', message: 'Deadlock found' }

const FAULTS: Record<string, Fault> = {
  'slow database': ({ mysql }, random) => {
    mysql.delay(random.between(50, 800))
    return () => mysql.delay(0)
  },
  'database refuses': ({ mysql }) => {
    mysql.refuse(true)
    return () => mysql.refuse(false)
  },
  'connections reset': ({ mysql }) => {
    mysql.reset()
    return nothing
  },
  'connections silent': ({ mysql }) => {
    mysql.dropSilently()
    return nothing
  },
  'answer cut': ({ mysql }, random) => {
    mysql.cutAfter(Math.round(random.between(1, 4000)))
    return nothing
  },
  'answer to a login lost': ({ mysql }) => {
    mysql.loseAnswerTo(/CALL log_in/)
    return nothing
  },
  'statement killed or deadlocked': ({ mysql }, random) => {
    mysql.answerWith(/SELECT|CALL|UPDATE|DELETE/, random.pick([KILLED, DEADLOCK]), 3)
    return nothing
  },
  'database killed': async ({ server }, random) => {
    await server.kill()
    await sleep(random.between(0, 500))
    await server.restart()
    return nothing
  },
  'database hangs': async ({ server }) => {
    await server.freeze()
    return () => server.thaw()
  },
  'database read-only': async ({ server }) => {
    await server.database.query('SET GLOBAL read_only = 1')
    return () => server.database.query('SET GLOBAL read_only = 0')
  },
  'WeChat slow': ({ wechatLine }, random) => {
    wechatLine.delay(random.between(100, 2500))
    return () => wechatLine.delay(0)
  },
  'WeChat away': ({ wechatLine }) => {
    wechatLine.refuse(true)
    return () => wechatLine.refuse(false)
  },
  'WeChat silent': ({ wechatLine }) => {
    wechatLine.dropSilently()
    // a login cannot be sent twice: while the connection stays silent, the next one has to fail
    return () => wechatLine.reset()
  },
  'WeChat busy': ({ wechat }) => {
    wechat.refuse('/sns/jscode2session', -1)
    return () => wechat.refuse('/sns/jscode2session', undefined)
  },
  'function killed': ({ instances }, random) => {
    signal(random.pick(instances()), 'SIGKILL')
    return nothing
  },
  'processor killed': ({ instances }) => {
    for (const pid of instances('events.js')) signal(pid, 'SIGKILL')
    return nothing
  },
  'answer to an event lost': ({ mysql }, random) => {
    mysql.loseAnswerTo(random.pick([/^INSERT INTO events/, /COMMIT$/]))
    return nothing
  },
  'function frozen': ({ instances }, random) => {
    const pid = random.pick(instances())
    signal(pid, 'SIGSTOP')
    return () => signal(pid, 'SIGCONT')
  }
}

/** Only one of these at a time: each needs the server as it is otherwise. */
const OF_THE_SERVER = ['database killed', 'database hangs', 'database read-only']

/** Injects one fault after the other until it is time; each ends before the next begins. */
export async function injectFaults(
  world: World,
  random: Random,
  { isOver, withServer }: { isOver(): boolean; withServer: boolean }
): Promise<string[]> {
  const names = Object.keys(FAULTS).filter((name) => withServer || !OF_THE_SERVER.includes(name))
  const injected: string[] = []
  while (!isOver()) {
    await sleep(random.between(100, 700))
    const name = random.pick(names)
    injected.push(name)
    const lift = await FAULTS[name]?.(world, random)
    await sleep(random.between(100, 1200))
    await lift?.()
  }
  return injected
}

function signal(pid: number | undefined, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(pid, name)
  } catch {
    // it has ended by itself
  }
}
