/**
 * The code inside every child process. As the main program it is an event function's runtime: it
 * loads the bundle, reports that it is ready and calls the handler with one event at a time.
 * Preloaded (--require), it accompanies a web function. It is compiled alone, so it may import only
 * types from this repository.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type AddressInfo, type ListenOptions, Server } from 'node:net'
import { type FromInstance, type InstanceStart, type ToInstance } from './messages'

type Handler = (event: unknown, context: object, callback: Callback) => unknown
type Callback = (error: Error | null, result?: unknown) => void

const send = process.send?.bind(process)
// a function in the cloud has no parent process, and its messages would be taken for ours
delete process.send

writeOutputAtOnce()
// the runtime is gone: nothing reads the output of this process or ends it any more
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
if (require.main === module)
  runHandler(JSON.parse(process.argv.splice(2)[0] ?? '{}') as InstanceStart)
else accompanyServer(Number(process.env.PORT))

function runHandler(start: InstanceStart): void {
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
    call(handler, JSON.parse(event), context)
      .then((result) => JSON.stringify(result) ?? 'null')
      .then(
        (returned) => report({ returned, ms: ms() }),
        (error: unknown) => report({ thrown: stackOf(error), ms: ms() })
      )
  })
  report({ ready: true })
}

function load({ bundle, handler }: InstanceStart): Handler | undefined {
  if (!existsSync(bundle)) {
    report({ missing: `no file ${bundle}` })
    return undefined
  }
  try {
    const exported = (createRequire(bundle)(bundle) as Record<string, unknown>)[handler]
    if (typeof exported === 'function') return exported as Handler
    report({ missing: `${bundle} exports no function ${handler}` })
  } catch (error) {
    report({ unloadable: stackOf(error) })
  }
  return undefined
}

/**
 * Calls the handler once: ends when its promise settles or, if it takes three parameters and returns
 * nothing, by its callback. Simplified: the platform also keeps the call open (and billed) until the
 * event loop is empty, unless context.callbackWaitsForEmptyEventLoop is false; here the flag can be
 * set but changes nothing.
 */
function call(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback: Callback = (error, result) => (error ? reject(error) : resolve(result))
    const result = handler(event, context, callback)
    if (result !== undefined || handler.length < 3) resolve(result)
  })
}

/**
 * On the platform every instance has port 9000 to itself; on this machine many share one network.
 * A server that listens on the platform's port therefore gets a free one from the system, which only
 * the runtime needs to know, and can be reached from this machine only.
 */
function accompanyServer(platformPort: number): void {
  // a function that does not listen must be able to end
  process.channel?.unref()
  const listen = Server.prototype.listen as (...args: unknown[]) => Server
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    const [first] = args
    const given: ListenOptions = first instanceof Object ? first : { port: Number(first) }
    if (Number(given.port) !== platformPort) return listen.apply(this, args)
    this.once('listening', () => report({ listeningOn: (this.address() as AddressInfo).port }))
    const callback = args.find((arg) => typeof arg === 'function')
    return listen.call(this, { ...given, port: 0, host: '127.0.0.1' }, callback)
  }
}

function report(message: FromInstance): void {
  send?.(message)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error)
}

/** Without this, output waits inside the process, and a kill would take the last lines along. */
function writeOutputAtOnce(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const { _handle: handle } = stream as { _handle?: { setBlocking?: (on: boolean) => void } }
    handle?.setBlocking?.(true)
  }
}
