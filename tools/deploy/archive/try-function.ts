import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../common/port'
import { RUN_ENVIRONMENT } from '../../contract/door/run-environment'
import { type FunctionEntry } from '../../serverless-yml'

export type TriedFunction = Pick<FunctionEntry, 'handler' | 'type' | 'environment'> & {
  events?: Record<string, unknown>[]
}

type Variables = Record<string, string | number>

interface TrialAnswer {
  statusCode: number
  body?: string
}

const DEADLINE_MS = 10_000
const POLL_MS = 50
const SHOWN_CHARACTERS = 1000

/** No function has this path: answering it needs neither database nor WeChat. */
const PATH = '/is-it-there'

/**
 * Loads a bundle and calls its handler. A function without an HTTP event is only loaded: a timer's
 * job is real work.
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

/**
 * Starts a function from its bundle as SCF would, with `variables` as its only environment, and
 * waits for an answer below 500. `signal` ends it. Settings in SSM cannot be read without the
 * function's role: then it may also answer that, and nothing else. Throws an Error that quotes the
 * function when it does not answer so.
 */
export async function tryFunction(
  name: string,
  file: string,
  entry: TriedFunction,
  { variables, signal }: { variables: Variables; signal: AbortSignal }
): Promise<'ok' | 'settings not tried'> {
  const port = entry.type === 'web' ? await freePort() : undefined
  const child = spawn(process.execPath, argumentsFor(file, entry), {
    env: { ...inherited(), ...(port && { PORT: String(port) }), ...asTexts(variables) },
    stdio: ['ignore', 'pipe', 'pipe', ...(port ? [] : ['ipc' as const])],
    signal,
    killSignal: 'SIGKILL'
  })
  const readOutput = collectOutput(child)
  const abort = new AbortController()
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => resolve()).once('error', () => resolve())
  ).finally(() => abort.abort())
  const timer = setTimeout(() => child.kill('SIGKILL'), DEADLINE_MS)
  try {
    const message = new Promise<TrialAnswer>((resolve) => child.once('message', resolve))
    const answer = await (port ? ask(port, abort.signal) : Promise.race([message, ended]))
    signal.throwIfAborted()
    if (answer && answer.statusCode < 500) return 'ok'
    if (answer && variables.SECRETS_NAME && lacksSettings(answer)) return 'settings not tried'
    const answered = answer ? `it answers ${JSON.stringify(answer)}; ` : ''
    const explained = answered + explain(readOutput())
    throw new Error(`function ${name} does not answer from the archive: ${explained}`)
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
    await ended
  }
}

function argumentsFor(file: string, { handler, type, events = [] }: TriedFunction): string[] {
  if (type === 'web') return [file]
  const isCalled = events.some((event) => 'http' in event)
  return ['-e', SCRIPT, file, handler.split('.')[1] ?? '', isCalled ? 'call' : '']
}

function collectOutput({ stdout, stderr }: ChildProcess): () => string {
  let output = ''
  for (const stream of [stdout, stderr])
    stream?.on('data', (data: Buffer) => (output += data.toString()))
  return () => output
}

/** The answer of the server on `port`; undefined when the signal is aborted first. */
async function ask(port: number, signal: AbortSignal): Promise<TrialAnswer | undefined> {
  while (!signal.aborted) {
    const answer = await fetch(`http://127.0.0.1:${port}${PATH}`, { signal })
      .then(async (response) => ({ statusCode: response.status, body: await response.text() }))
      .catch(() => undefined)
    if (answer) return answer
    await delay(POLL_MS)
  }
  return undefined
}

function lacksSettings({ statusCode, body = '' }: TrialAnswer): boolean {
  return statusCode === 503 && /"code":"SETTINGS_UNAVAILABLE"/.test(body)
}

/** The error's message, without the bundle's one long line that Node quotes before it. */
function explain(output: string): string {
  const [, message] = /^\w*Error: ([^]*?)\n\s+at /m.exec(output) ?? []
  return (message ?? output).trim().slice(0, SHOWN_CHARACTERS) || 'it prints nothing'
}

/** Windows cannot open sockets without SystemRoot; a rehearsal says that it is not the cloud. */
function inherited(): Record<string, string | undefined> {
  const { SystemRoot, [RUN_ENVIRONMENT]: place } = process.env
  return { ...(SystemRoot && { SystemRoot }), ...(place && { [RUN_ENVIRONMENT]: place }) }
}

function asTexts(variables: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]))
}
