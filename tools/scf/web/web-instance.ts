import { Agent } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { platformErrors } from '../../common/platform-errors'
import { SCF_PORT } from '../../contract/door/scf-port'
import { type FunctionSettings } from '../../serverless-yml'
import { type FromInstance } from '../bootstrap/messages'
import { type PlatformAnswer, type PlatformRequest } from '../http'
import { type ChildOptions, startChild } from '../instances/child'
import { type CallResult, type Instance } from '../instances/outcome'
import { forward } from './forward'

/** A process's death may be noticed this much later than that of its connections */
const DEATH_MS = 100

/**
 * Starts an instance of a web function: the bundle as the main program. It listens on the
 * platform's port as in the cloud; the bootstrap replaces that by a free one and reports it here.
 */
export function startWebInstance(
  settings: FunctionSettings,
  bootstrapFile: string,
  options: ChildOptions
): Instance<PlatformRequest, PlatformAnswer> {
  const child = startChild(settings, ['--require', bootstrapFile, settings.bundle], {
    ...options,
    environment: { PORT: String(SCF_PORT) }
  })
  const port = new Promise<number>((resolve) => {
    child.process.on('message', (message: FromInstance) => {
      if ('listeningOn' in message) resolve(message.listeningOn)
    })
  })
  const agent = new Agent({ keepAlive: true, maxSockets: settings.concurrency })
  child.whenGone(() => agent.destroy())

  async function call(request: PlatformRequest): Promise<CallResult<PlatformAnswer>> {
    const startedAt = performance.now()
    const ms = () => performance.now() - startedAt
    for (;;) {
      const response = await forward(settings, request, { port: await port, agent })
      if ('answer' in response) return { ms: ms(), value: response.answer }
      if ('tooLarge' in response) return { ms: ms(), failure: platformErrors.responseTooLarge() }
      // if the process is dying, its end settles this call meanwhile
      await delay(DEATH_MS)
      // an idle connection that the function closed just as we used it: the request never arrived
      const mayRetry = response.unused && !child.isGone()
      if (!mayRetry) return { ms: ms(), failure: platformErrors.connectionLost(response.problem) }
    }
  }

  return { child, ready: port.then(() => undefined), call }
}
