import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { startWechat } from '../support/back-end'
import { freePort } from '../support/free-port'
import { stoppedOnSignal } from '../support/interrupt'

const ROOT = path.resolve(__dirname, '../..')
const START_MS = 120_000
/** How long WeChat takes to answer. */
const WECHAT_MS = 80

export interface WholeStack {
  url: string
  pid: number
  wechatPid: number
  /** How many sessions there are, and how many connections there were at once. */
  readDatabase(): Promise<{ sessions: number; databaseConnections: number }>
  stop(): Promise<void>
}

/**
 * Runs `npm start` as a child process on a free port, with WeChat in a process of its own; all people
 * share one address.
 */
export async function startWholeStack(): Promise<WholeStack> {
  const port = await freePort()
  const wechat = await startWechat()
  wechat.delay(WECHAT_MS)
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/cli.ts', 'start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      LOGINS_PER_ADDRESS: '0',
      DATABASE_CONNECTIONS: '4',
      WECHAT_API_URL: wechat.url,
      WECHAT_APPID: `wx${randomBytes(8).toString('hex')}`,
      WECHAT_APP_SECRET: randomBytes(16).toString('hex')
    },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'exit')
  const home = path.join(ROOT, '.local', String(port))
  const stop = stoppedOnSignal(async () => {
    child.kill('SIGINT')
    await ended
    await wechat.stop()
    rmSync(home, { recursive: true, force: true })
  })
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('npm start did not get ready')), START_MS)
    ended.then(() => reject(new Error('npm start ended')), reject)
    child.stdout.on('data', (data: Buffer) => {
      if (!data.includes('Ctrl-C ends everything')) return
      clearTimeout(late)
      resolve()
    })
  })
  return {
    pid: child.pid ?? 0,
    wechatPid: wechat.pid,
    url: `http://127.0.0.1:${port}`,
    async readDatabase() {
      const uri = readFileSync(path.join(home, 'database-url'), 'utf8').trim()
      const connection = await createConnection({ uri })
      const [[counted]] = await connection.query<RowDataPacket[]>(
        'SELECT COUNT(*) AS sessions FROM sessions'
      )
      const [[most]] = await connection.query<RowDataPacket[]>(
        "SHOW GLOBAL STATUS LIKE 'Max_used_connections'"
      )
      await connection.end()
      return {
        sessions: Number(counted?.sessions),
        databaseConnections: Number(most?.Value)
      }
    },
    stop
  }
}
