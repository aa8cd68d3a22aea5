import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface TriedFunction {
  handler: string
  type?: 'event' | 'web'
  environment?: { variables?: Record<string, string | number> }
  events?: Record<string, unknown>[]
}

const DEADLINE_MS = 10_000
const POLL_MS = 50

/** Asks for a path that no function has: the answer needs neither database nor WeChat. */
const PATH = '/is-it-there'

/**
 * Loads a bundle and calls its handler; without an HTTP event (a timer's job is real work) it is
 * only loaded.
 */
const SCRIPT = `
const [file, name, call] = process.argv.slice(1)
const handler = require(file)[name]
if (typeof handler !== 'function') throw new Error('no ' + name + ' is exported')
const event = { httpMethod: 'GET', path: '${PATH}', headers: {}, queryString: {}, body: '' }
const context = { request_id: 'trial', getRemainingTimeInMillis: () => 5000 }
Promise.resolve(call ? handler(event, context) : { statusCode: 200 }).then((answer) => {
  process.send(answer, () => process.exit(0))
})
`

interface Answer {
  statusCode: number
  body?: string
}

/**
 * Starts a function from its bundle, as SCF would, with `variables` alone for its environment, and
 * waits for an answer below 500; `signal` ends it. Without its role it cannot read settings that are in SSM: then it
 * may also say that, and nothing else. Gives whether its settings are good. Throws an Error with the
 * function's own words when it does not answer so.
 */
export async function tryFunction(
  name: string,
  file: string,
  { handler, type, events = [] }: TriedFunction,
  { variables, signal }: { variables: Record<string, string | number>; signal: AbortSignal }
): Promise<'fine' | 'settings not seen'> {
  const isCalled = events.some((event) => 'http' in event)
  const port = type === 'web' ? await freePort() : undefined
  const exported = handler.split('.')[1] ?? ''
  const given = port ? [file] : ['-e', SCRIPT, file, exported, isCalled ? 'call' : '']
  const child = spawn(process.execPath, given, {
    env: { ...inherited(), ...(port && { PORT: String(port) }), ...texts(variables) },
    stdio: ['ignore', 'pipe', 'pipe', ...(port ? [] : ['ipc' as const])],
    signal,
    killSignal: 'SIGKILL'
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (said += data.toString()))
  const over = new AbortController()
  const told = new Promise<Answer>((resolve) => child.once('message', resolve))
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => resolve()).once('error', () => resolve())
  ).finally(() => over.abort())
  const late = setTimeout(() => child.kill('SIGKILL'), DEADLINE_MS)
  try {
    const answer = await (port ? ask(port, over.signal) : Promise.race([told, ended]))
    signal.throwIfAborted()
    if (answer && answer.statusCode < 500) return 'fine'
    if (answer && variables.SECRETS_NAME && lacksSettings(answer)) return 'settings not seen'
    const answered = answer ? `it answers ${JSON.stringify(answer)}; ` : ''
    throw new Error(`function ${name} does not answer from the archive: ${answered}${words(said)}`)
  } finally {
    clearTimeout(late)
    child.kill('SIGKILL')
    await ended
  }
}

/** What a server on `port` answers; undefined when it is `over` before. */
async function ask(port: number, over: AbortSignal): Promise<Answer | undefined> {
  while (!over.aborted) {
    const url = `http://127.0.0.1:${port}${PATH}`
    const answer = await fetch(url, { signal: over })
      .then(async (response) => ({ statusCode: response.status, body: await response.text() }))
      .catch(() => undefined)
    if (answer) return answer
    await delay(POLL_MS)
  }
  return undefined
}

function lacksSettings({ statusCode, body = '' }: Answer): boolean {
  return statusCode === 503 && /"code":"SETTINGS_UNAVAILABLE"/.test(body)
}

/**
 * The message of what a function died of, without the bundle's one long line that Node quotes
 * before it.
 */
function words(said: string): string {
  const [, message] = /^\w*Error: ([^]*?)\n\s+at /m.exec(said) ?? []
  return (message ?? said).trim().slice(0, 1000) || 'it says nothing'
}

/** Windows cannot open sockets without SystemRoot. */
function inherited(): Record<string, string> {
  const { SystemRoot } = process.env
  return SystemRoot ? { SystemRoot } : {}
}

function texts(variables: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
