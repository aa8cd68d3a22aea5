import { type IncomingMessage, type RequestOptions } from 'node:http'
import { log } from '../core/log'
import { clock } from '../parts/clock'
import { part } from '../parts/part'
import { currentRoleKey, type RoleKey } from '../settings/role-key'
import { scfApiSettings } from '../settings/sections'
import { signCall } from './cloud-signature'

const PROCESSOR = 'events'
/** <service>-<stage>-<function>; on a laptop, a function has its own name. */
const DEPLOYED = /^.+-(test|prepub|release)-/
/** Events added this soon after a kick are processed with it, or when the timer calls. */
const PAUSE_MS = 1000
const ANSWER_MS = 2000
const DEFAULT_REGION = 'ap-guangzhou'
const MOST_BYTES = 10_000

/**
 * Calls the function `events` asynchronously, so that what has just been committed need not wait for
 * its timer. Nobody waits for this, and it may fail: the timer calls within seconds. It needs the
 * function's execution role; without one, it does nothing.
 */
export const kick = part({
  settings: scfApiSettings,
  needs: { clock },
  make({ clock }, { url }) {
    const own = process.env.SCF_FUNCTIONNAME ?? ''
    const name = (DEPLOYED.exec(own)?.[0] ?? '') + PROCESSOR
    const isOff = !url || name === own
    let kickedAt = -Infinity
    let isReported = false

    async function send(roleKey: RoleKey): Promise<void> {
      const { host, port, hostname, protocol } = new URL(url)
      const body = JSON.stringify({
        FunctionName: name,
        InvocationType: 'Event',
        Qualifier: '$DEFAULT',
        ClientContext: '{}'
      })
      const region = process.env.TENCENTCLOUD_REGION ?? DEFAULT_REGION
      const call = { host, action: 'Invoke', version: '2018-04-16', region, body }
      const headers = signCall(call, roleKey, clock())
      // loaded when it is needed: a cold start does not wait for it
      const { request } = await (protocol === 'http:' ? import('node:http') : import('node:https'))
      const signal = AbortSignal.timeout(ANSWER_MS)
      const options = { method: 'POST', hostname, port, headers, signal, agent: false }
      const code = errorOf(await post(request, options, body))
      if (code !== undefined) throw Object.assign(new Error('refused'), { code })
    }

    function report(error: unknown): void {
      const { code } = error as { code?: unknown }
      if (!isReported) log('warn', { event: 'EVENTS_NOT_KICKED', reason: code ?? 'no answer' })
      isReported = true
    }

    return (): void => {
      const now = performance.now()
      const roleKey = isOff || now - kickedAt < PAUSE_MS ? undefined : currentRoleKey()
      if (!roleKey) return
      kickedAt = now
      void send(roleKey).catch(report)
    }
  }
})

type Request = typeof import('node:http').request

/** By Node alone: axios would be in the bundles of `go` and `wechat`, which call nothing else. */
function post(request: Request, options: RequestOptions, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (incoming) => {
      readText(incoming).then(resolve, reject)
    })
    outgoing.on('error', reject).end(body)
  })
}

async function readText(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming.setEncoding('utf8') as AsyncIterable<string>)
    if (text.length < MOST_BYTES) text += chunk
  return text
}

/** The API's code for what went wrong. */
function errorOf(text: string): string | undefined {
  const { Response } = JSON.parse(text) as { Response?: { Error?: { Code?: unknown } } }
  return Response?.Error && String(Response.Error.Code)
}
