import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo } from 'node:net'

export interface SecretStoreStandIn {
  url: string
  /** The secret's content; undefined means that there is no such secret. */
  value: unknown
  /** Keys that it refuses. */
  refused: string[]
  /** Whether requests stay unanswered. */
  hang: boolean
  /** The headers and bodies of the requests so far. */
  asked: { headers: IncomingMessage['headers']; body: Record<string, unknown> }[]
  stop(): Promise<void>
}

/** A mock of Tencent Cloud SSM that answers GetSecretValue of API 3.0. */
export async function startSecretStore(): Promise<SecretStoreStandIn> {
  const server = createServer((incoming, outgoing) => {
    let text = ''
    incoming.on('data', (chunk: Buffer) => (text += chunk.toString()))
    incoming.on('end', () => {
      const body = JSON.parse(text) as Record<string, unknown>
      store.asked.push({ headers: incoming.headers, body })
      if (store.hang) return
      const RequestId = '5b1f7c1e-6a52-4c0b-9c55-0d9f4d2a7e10'
      const { authorization = '' } = incoming.headers
      const isRefused = store.refused.some((id) => authorization.includes(`Credential=${id}/`))
      const Error = isRefused
        ? { Code: 'AuthFailure.TokenFailure', Message: 'the token has expired' }
        : { Code: 'ResourceNotFound.SecretNotExist', Message: 'no such secret' }
      const answer =
        isRefused || store.value === undefined
          ? { Error, RequestId }
          : { ...body, SecretString: JSON.stringify(store.value), RequestId }
      outgoing.setHeader('content-type', 'application/json')
      outgoing.end(JSON.stringify({ Response: answer }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const store: SecretStoreStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    value: {},
    refused: [],
    hang: false,
    asked: [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
  return store
}
