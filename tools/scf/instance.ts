/**
 * The code inside every child process. As the main program it is an event function's runtime: it
 * loads the bundle, says it is ready and calls the handler with one event at a time. Preloaded
 * (--require), it is a web function's companion. It is compiled alone: of this repository it may
 * import types only.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FromInstance, InstanceStart, ToInstance } from './instance-messages'

type Handler = (event: unknown, context: object, callback: Callback) => unknown
type Callback = (error: Error | null, result?: unknown) => void

keepOutput()
// whoever started this process is gone: nobody reads its output or ends it any more
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
if (require.main === module) serve(JSON.parse(process.argv.splice(2)[0] ?? '{}') as InstanceStart)
else process.channel?.unref()

function serve(start: InstanceStart): void {
  const handler = load(start)
  if (!handler) return
  process.on('message', ([requestId, event]: ToInstance) => {
    const startedAt = performance.now()
    const ms = () => performance.now() - startedAt
    const context = {
      ...start.context,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, Math.floor(start.limitMs - ms())),
      request_id: requestId
    }
    // undefined becomes null, as in the platform's own log ("RetMsg:null")
    run(handler, JSON.parse(event), context)
      .then((result) => JSON.stringify(result) ?? 'null')
      .then(
        (returned) => tell({ returned, ms: ms() }),
        (error: unknown) => tell({ thrown: stackOf(error), ms: ms() })
      )
  })
  tell({ ready: true })
}

function load({ bundle, handler }: InstanceStart): Handler | undefined {
  if (!existsSync(bundle)) {
    tell({ missing: `no file ${bundle}` })
    return undefined
  }
  try {
    const exported = (createRequire(bundle)(bundle) as Record<string, unknown>)[handler]
    if (typeof exported === 'function') return exported as Handler
    tell({ missing: `${bundle} exports no function ${handler}` })
  } catch (error) {
    tell({ unloadable: stackOf(error) })
  }
  return undefined
}

/**
 * One call of the handler: ends when its promise settles, or, where it takes three parameters and
 * returns nothing, by its callback. Simplified: the platform also keeps the call open (and billed)
 * until the event loop is empty, unless context.callbackWaitsForEmptyEventLoop is false; here the
 * flag can be set and changes nothing.
 */
function run(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback: Callback = (error, result) => (error ? reject(error) : resolve(result))
    const result = handler(event, context, callback)
    if (result !== undefined || handler.length < 3) resolve(result)
  })
}

function tell(message: FromInstance): void {
  process.send?.(message)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error)
}

/**
 * A pipe's write returns at once and the rest waits in the process: killed, it would take its last
 * lines along.
 */
function keepOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const { _handle: handle } = stream as { _handle?: { setBlocking?: (on: boolean) => void } }
    handle?.setBlocking?.(true)
  }
}
