import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:net'

/** Below the ports that systems give to outgoing connections: none of those can take ours first. */
const PORTS = { first: 20_000, last: 26_000 }
/** From a port to the one that stands for the claim to it. */
const TO_CLAIM = 6000
const ATTEMPTS = 100

export interface InstancePort {
  port: number
  release(): void
}

/**
 * Gives a port on which a web function may listen, until it is released. An instance takes a moment
 * to listen; a runtime of another process could choose the same port meanwhile, and would then call
 * an instance that is not its own. So the claim is a port, too: only one process can have it, and the
 * system takes it back however that process ends.
 */
export function claimInstancePort({ first, last } = PORTS): InstancePort {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(first, last)
    const claim = listen(port + TO_CLAIM)
    const probe = claim && listen(port)
    probe?.close()
    if (probe) return { port, release: () => void claim.close() }
    claim?.close()
  }
  throw new Error(`no free port from ${first} to ${last - 1}`)
}

/**
 * Without a host name to look up, listen() binds before it returns: there is an address, or none.
 */
function listen(port: number): Server | undefined {
  const server = createServer((socket) => socket.destroy()).unref()
  server.once('error', () => undefined).listen(port)
  return server.address() === null ? undefined : server
}
