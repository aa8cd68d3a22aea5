import { connect } from 'node:net'
import { Agent } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { startChild, type Child, type ChildOptions } from './child'
import { failures } from './errors'
import type { HttpAnswer } from './http-answer'
import type { PlatformRequest } from './http-event'
import { claimInstancePort } from './instance-port'
import type { Instance, Reply } from './outcome'
import type { FunctionSettings } from '../serverless-yml'
import { forward } from './web-forward'

/** How often a starting instance is asked whether it listens yet */
const KNOCK_MS = 10
/** How long the news of a process's death may take after that of its connections */
const DEATH_MS = 100

/**
 * Starts an instance of a web function: the bundle as the main program, with PORT in its
 * environment where the platform would have it listen on 9000 (583/40690); here many share a
 * machine.
 */
export function startWebInstance(
  settings: FunctionSettings,
  bootstrap: string,
  options: ChildOptions
): Instance<PlatformRequest, HttpAnswer> {
  const { port, release } = claimInstancePort()
  const child = startChild(settings, ['--require', bootstrap, settings.bundle], {
    ...options,
    environment: { PORT: String(port) }
  })
  const agent = new Agent({ keepAlive: true, maxSockets: settings.concurrency })
  child.whenGone(() => {
    agent.destroy()
    release()
  })

  async function call(request: PlatformRequest): Promise<Reply<HttpAnswer>> {
    const startedAt = performance.now()
    const ms = () => performance.now() - startedAt
    for (;;) {
      const response = await forward(settings, request, { port, agent })
      if ('answer' in response) return { ms: ms(), value: response.answer }
      if ('tooLarge' in response) return { ms: ms(), failure: failures.responseTooLarge() }
      await delay(DEATH_MS)
      // a dead process has settled the call by now. Where the function closed an idle connection
      // just as we used it, the request never arrived
      if (!response.unused || child.isGone())
        return { ms: ms(), failure: failures.connectionLost(response.problem) }
    }
  }

  return { child, ready: untilListening(child, port), call }
}

async function untilListening(child: Child, port: number): Promise<void> {
  while (!child.isGone() && !(await knock(port))) await delay(KNOCK_MS)
}

function knock(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
