import { type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'

const LOCAL_NAME = /^(127\.\d+\.\d+\.\d+|\[::1\]|([a-z0-9-]+\.)*localhost)(:\d+)?$/i

/**
 * Whether a web page of somebody else may have made a request. DNS rebinding points a foreign name at
 * this machine: then the host is that name. Stand-ins answer programs and pages of this machine only.
 */
export function isForeign({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { host = '', origin } = headers
  const names = [host, ...(origin === undefined ? [] : [origin.replace(/^https?:\/\//, '')])]
  return names.some((name) => !LOCAL_NAME.test(name))
}

/** What a request asks for. An absolute path such as `//` would be a host to `new URL(path, base)`. */
export function urlOf({ url = '/' }: Pick<IncomingMessage, 'url'>): URL {
  return new URL(`http://stand-in${url}`)
}

/** Lets a server listen on a free port of this machine. `stop` ends open requests, too. */
export async function listen(server: Server): Promise<{ url: string; stop(): Promise<void> }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
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
