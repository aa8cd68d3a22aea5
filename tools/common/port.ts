import { type Server } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'

/** Reads a port that someone typed; `lowest` 0 lets the system choose. Throws an Error. */
export function readPort(text: string, lowest: 0 | 1): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port >= lowest && port < 65_536) return port
  throw new Error(`the port must be a number from ${lowest} to 65535, not "${text}"`)
}

/** Rejects when a port of this machine is taken. `advice` says how to choose another. */
export async function checkFree(port: number, advice: string): Promise<void> {
  try {
    await bind(port)
  } catch {
    throw new Error(`port ${port} is taken: ${advice}`)
  }
}

/** A port that is free on 127.0.0.1 at this moment; `wanted`, if possible. */
export async function freePort(wanted = 0): Promise<number> {
  return bind(wanted).catch(() => bind(0))
}

function bind(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      const { port: bound } = server.address() as AddressInfo
      server.close(() => resolve(bound))
    })
  })
}

/**
 * Lets a server listen on this machine alone; 0 chooses a free port. Rejects when the port is taken.
 * `stop` ends open requests, too.
 */
export async function listen(
  server: Server,
  port = 0
): Promise<{ url: string; stop(): Promise<void> }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
