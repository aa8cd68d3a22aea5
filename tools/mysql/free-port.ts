import { createServer, type AddressInfo } from 'node:net'

/** A port that is free on 127.0.0.1 at this moment: `wanted` if possible. */
export async function freePort(wanted = 0): Promise<number> {
  try {
    return await tryPort(wanted)
  } catch {
    return tryPort(0)
  }
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo
      probe.close(() => resolve(free))
    })
  })
}
