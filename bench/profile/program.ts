/**
 * program.ts login|session DIR RUNS [FILE]: profiles warm calls of a bundle in DIR in this process,
 * whose environment is a function's, writes the profile to FILE, and sends the shares to its parent.
 */
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import path from 'node:path'
import { login, tokenIn } from '../support/client'
import { atEventDoor, type Handler } from '../support/event-door'
import { type Shares } from './index'
import { shareOut } from './layers'

const WARM_UP = 1000
const SAMPLE_US = 100

async function measure(name: string, dir: string, runs: number, file?: string): Promise<Shares> {
  const handlerOf = async (each: string) => {
    const file = path.join(dir, `${each}.js`)
    return ((await import(file)) as { main_handler: Handler }).main_handler
  }
  const [handle, logIn] = [await handlerOf(name), await handlerOf('login')]
  const token = tokenIn(await atEventDoor(logIn, login('bench')))
  const headers = { authorization: `Bearer ${token}` }
  const call = () =>
    atEventDoor(
      handle,
      name === 'login' ? login('bench') : { method: 'GET', path: '/session', headers }
    )
  for (let i = 0; i < WARM_UP; i++) await call()

  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US })
  await session.post('Profiler.start')
  for (let i = 0; i < runs; i++) await call()
  const { profile } = await session.post('Profiler.stop')
  if (file) writeFileSync(file, JSON.stringify(profile))
  const shares = shareOut(profile, path.join(dir, `${name}.js`))
  return Object.fromEntries(Object.entries(shares).map(([layer, us]) => [layer, us / runs]))
}

const [, , name = '', dir = '', runs = '', file] = process.argv
measure(name, dir, Number(runs), file).then(
  (shares) => process.send?.(shares, () => process.exit(0)),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  }
)
