import { createServer } from 'node:net'

/** Reads a port that someone typed; `lowest` 0 lets the system choose. Throws an Error. */
export function readPort(text: string, lowest: 0 | 1): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port >= lowest && port < 65_536) return port
  throw new Error(`the port must be a number from ${lowest} to 65535, not "${text}"`)
}

/** Rejects when a port of this machine is taken. */
export function checkFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', () =>
      reject(new Error(`port ${port} is taken: PORT=${port + 1} npm start takes another one`))
    )
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()))
  })
}
