import { createSecretKey, randomBytes } from 'node:crypto'
import { Agent, get } from 'node:https'
import axios from 'axios'
import jwt from 'jsonwebtoken'
import { type Connection, type RowDataPacket } from 'mysql2/promise'

/** Two ways to do the same without our code. */
interface WithoutUs {
  /** What no implementation can do without. */
  floor(): Promise<unknown>
  /** The packages that we use, used well. */
  packages(): Promise<unknown>
}

const KEY = createSecretKey(randomBytes(32))
const HOUR_MS = 3_600_000

const CALL = `CALL log_in(${Array.from({ length: 16 }, () => '?').join()})`
const SELECT =
  'SELECT id, user_id, device, created_at, last_seen_at, expires_at, ends_at FROM sessions WHERE id = ?'

/** Floor: one request to WeChat on an open connection, and one durable, prepared INSERT. */
export async function createLogins(connection: Connection): Promise<WithoutUs> {
  const { WECHAT_API_URL = '', WECHAT_APPID = '', WECHAT_APP_SECRET = '' } = process.env
  await connection.query(
    'CREATE TABLE IF NOT EXISTS bench_logins (id INT AUTO_INCREMENT PRIMARY KEY, user CHAR(28), at DATETIME(3))'
  )
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const client = axios.create({
    httpsAgent: new Agent({ keepAlive: true }),
    maxRedirects: 0,
    proxy: false,
    responseType: 'text'
  })
  const query = () => ({
    appid: WECHAT_APPID,
    secret: WECHAT_APP_SECRET,
    js_code: randomBytes(8).toString('hex'),
    grant_type: 'authorization_code'
  })
  const url = `${WECHAT_API_URL}/sns/jscode2session`
  return {
    async floor() {
      const text = await readText(`${url}?${new URLSearchParams(query())}`, agent)
      const { openid } = JSON.parse(text) as { openid: string }
      const sql = 'INSERT INTO bench_logins (user, at) VALUES (?, NOW(3))'
      await connection.execute(sql, [openid])
    },
    async packages() {
      const { data } = await client.get<string>(url, { params: query() })
      const { openid } = JSON.parse(data) as { openid: string }
      const now = new Date()
      const later = new Date(now.getTime() + HOUR_MS)
      const id = randomBytes(16)
      const known = [
        randomBytes(16),
        WECHAT_APPID,
        openid,
        null,
        id,
        'bench',
        randomBytes(60),
        null
      ]
      const rules = [now, later, later, 0, now, 0, null, 0]
      await connection.execute(CALL, [...known, ...rules])
      return jwt.sign({ sid: id.toString('hex') }, KEY, { algorithm: 'HS256', expiresIn: 3600 })
    }
  }
}

/** Floor: one prepared SELECT of the session's row. */
export async function createReads(connection: Connection, token: string): Promise<WithoutUs> {
  const { sid } = jwt.decode(token) as { sid: string }
  const id = Buffer.from(sid, 'hex')
  const mine = jwt.sign({ sid }, KEY, { algorithm: 'HS256', expiresIn: 3600 })
  const read = async (of: Buffer) => {
    const [[row]] = await connection.execute<RowDataPacket[]>(SELECT, [of])
    if (!row) throw new Error('the session is gone')
    return row
  }
  return Promise.resolve({
    floor: () => read(id),
    async packages() {
      const verified = jwt.verify(mine, KEY, { algorithms: ['HS256'] }) as { sid: string }
      return JSON.stringify(await read(Buffer.from(verified.sid, 'hex')))
    }
  })
}

function readText(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      incoming.once('end', () => resolve(text)).once('error', reject)
    }).once('error', reject)
  })
}
