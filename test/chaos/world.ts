import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { type WechatStandIn } from '../../mocks/wechat'
import { startStandIn } from '../../mocks/wechat/stand-in'
import { buildFunctions } from '../../tools/build'
import { throwAwayDir } from '../../tools/mysql'
import { startStack } from '../../tools/stack'
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy'
import { type PrivateServer, startPrivateServer } from '../support/private-server'
import { project } from '../support/project'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy'

/** The whole local stack, with everything in it that can fail. */
export interface World {
  url: string
  server: PrivateServer
  mysql: FaultProxy
  wechat: WechatStandIn
  wechatLine: TcpProxy
  /** The processes of the functions, or of one of them. */
  instances(name?: string): number[]
  /** Works events, as the timer has it done. */
  work(): Promise<unknown>
  /** What functions log as an error. */
  lines: string[]
  /** What is in use now. */
  measure(): Promise<Usage>
  stop(): Promise<void>
}

export interface Usage {
  /** Connections to the database. */
  connections: number
  /** The largest process of a function. */
  megabytes: number
  /** The most files and sockets that a function has open; 0 where the system does not say. */
  files: number
}

export async function startWorld(): Promise<World> {
  const stops: (() => unknown)[] = []
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    const dir = await throwAwayDir()
    const own = { ...project, distDir: path.join(dir, 'dist') }
    await buildFunctions(own)
    const server = await startPrivateServer()
    stops.push(server.stop)
    const mysql = await startFaultProxy(server.database.url)
    stops.push(mysql.stop)
    const lines: string[] = []
    let wechat: WechatStandIn | undefined
    let wechatLine: TcpProxy | undefined
    const stack = await startStack({
      project: own,
      port: 0,
      settings: {
        DATABASE_URL: mysql.url,
        DATABASE_CONNECTIONS: '4',
        LOGINS_PER_USER: '0',
        LOGINS_PER_ADDRESS: '0'
      },
      async startStandIns(settings) {
        const standIn = await startStandIn(settings)
        if (!standIn) throw new Error('unset WECHAT_API_URL: the run needs a WeChat that can fail')
        wechat = standIn.wechat
        wechatLine = await startTcpProxy({ port: Number(new URL(standIn.url).port) })
        stops.push(wechatLine.stop)
        const url = `http://127.0.0.1:${wechatLine.port}`
        return [{ ...standIn, settings: { ...standIn.settings, WECHAT_API_URL: url } }]
      },
      log(line) {
        if (line.includes('"level":"error"')) lines.push(line)
      }
    })
    stops.push(stack.stop)
    const instances = (name = '') => findInstances(path.join(own.distDir, name))
    return {
      url: stack.url,
      server,
      mysql,
      wechat: wechat!,
      wechatLine: wechatLine!,
      instances: (name) => instances(name).map(({ pid }) => pid),
      work: () => stack.scf.invoke('events', { Type: 'Timer' }),
      lines,
      async measure() {
        const [row] = await server.database.query<{ count: number }>(
          "SELECT COUNT(*) AS count FROM information_schema.processlist WHERE user = 'plain'"
        )
        const all = instances()
        return {
          connections: Number(row?.count),
          megabytes: Math.max(0, ...all.map(({ kilobytes }) => kilobytes / 1024)),
          files: Math.max(0, ...all.map(({ pid }) => countFiles(pid)))
        }
      },
      stop
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** By the beginning of their bundles' paths. */
function findInstances(bundle: string) {
  const list = execFileSync('ps', ['-axo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
  return list
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent]) => Number(parent) === process.pid)
    .filter((words) => words.some((word) => word.includes(bundle)))
    .map(([pid, , kilobytes]) => ({ pid: Number(pid), kilobytes: Number(kilobytes) }))
}

function countFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return 0
  }
}
