import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections: none of those can take ours first. */
const FIRST = 20_000
const LAST = 32_000

/** Gives a port on which a web function may listen. */
export function chooseInstancePort(): number {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(FIRST, LAST)
    if (isFree(port)) return port
  }
  throw new Error(`no free port between ${FIRST} and ${LAST}`)
}

/**
 * Without a host name to look up, listen() binds before it returns: there is an address, or none.
 */
function isFree(port: number): boolean {
  const probe = createServer()
  probe.once('error', () => undefined)
  probe.listen(port)
  const free = probe.address() !== null
  probe.close()
  return free
}
