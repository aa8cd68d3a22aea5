/** The peer: wafer-node-sdk on koa, which mini-programs on Tencent Cloud were built with. */
import { createCipheriv } from 'node:crypto'
import path from 'node:path'
import { type Connection } from 'mysql2/promise'
import { REPORT_USAGE, startInstance } from '../support/back-end'
import { createClient, type HttpCall, login } from '../support/client'
import { expectOk } from '../support/event-door'
import { fetchOnDemand } from '../support/on-demand'
import { sessionKeyOf } from '../support/session-key'

const PACKAGES = ['wafer-node-sdk@1.4.5', 'koa@2.16.1']

export const PEER_ARGS = ['--require', REPORT_USAGE, path.join(__dirname, 'server.cjs')]

/** The table of its documentation. */
const TABLE = `CREATE TABLE IF NOT EXISTS cSessionInfo (
  open_id VARCHAR(100) NOT NULL PRIMARY KEY, uuid VARCHAR(100) NOT NULL, skey VARCHAR(100) NOT NULL,
  create_time TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_visit_time TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  session_key VARCHAR(100) NOT NULL, user_info VARCHAR(2048) NOT NULL,
  KEY openid (open_id), KEY skey (skey))`

/**
 * What its server needs in its environment; nothing where it could not be fetched, and for a quick
 * run, which asks no network.
 */
export async function fetchPeer({ quick }: { quick?: boolean }): Promise<{ PEER_FOLDER?: string }> {
  if (quick) return {}
  const folder = await fetchOnDemand('wafer-node-sdk-1.4.5', PACKAGES)
  if (folder === undefined)
    console.log('the peer could not be fetched (no network?): it is left out')
  return folder === undefined ? {} : { PEER_FOLDER: folder }
}

export interface Peer {
  cpuUs(): Promise<number>
  logIn(): Promise<unknown>
  check(): Promise<unknown>
  stop(): Promise<void>
}

/** Starts its server with a session to check; undefined where it was not fetched. */
export async function startPeer(
  environment: Record<string, string | undefined>,
  connection: Connection
): Promise<Peer | undefined> {
  const { PEER_FOLDER, ...others } = environment as Record<string, string>
  if (!PEER_FOLDER) return undefined
  await connection.query(TABLE)
  const instance = await startInstance(PEER_ARGS, { ...others, PEER_FOLDER })
  const client = createClient(instance.url)
  const logIn = async () => expectOk(await client.call(peerLogin()))
  const session = peerCheck((await logIn()).body)
  return {
    cpuUs: () => instance.cpuUs(),
    logIn,
    check: async () => expectOk(await client.call(session)),
    async stop() {
      client.close()
      await instance.stop()
    }
  }
}

/** A first login: its client sends the code, and the user's profile as WeChat encrypts it. */
function peerLogin(): HttpCall {
  const { code } = JSON.parse(login('peer').body ?? '') as { code: string }
  const iv = Buffer.alloc(16, 1)
  const cipher = createCipheriv('aes-128-cbc', sessionKeyOf(code), iv)
  const profile = JSON.stringify({ openId: code, nickName: 'peer', gender: 0, language: 'zh_CN' })
  const encrypted = cipher.update(profile, 'utf8', 'base64') + cipher.final('base64')
  const headers = {
    'x-wx-code': code,
    'x-wx-iv': iv.toString('base64'),
    'x-wx-encrypted-data': encrypted
  }
  return { method: 'GET', path: '/login', headers }
}

/** A session check with the key that a login was answered with. */
function peerCheck(loggedIn: string): HttpCall {
  const { data } = JSON.parse(loggedIn) as { data: { userinfo: { skey: string } } }
  return { method: 'GET', path: '/session', headers: { 'x-wx-skey': data.userinfo.skey } }
}
