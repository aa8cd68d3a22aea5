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
