import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { listen } from '../common/port'
import { type TopicMessage } from './topics'

interface ApiTargets {
  has(name: string): boolean
  /** Throws an Error for an event that is too large. */
  invokeLater(name: string, event: unknown, isRoutine: boolean): { requestId: string }
  send(topic: string, messages: TopicMessage[]): void
}

interface Parameters {
  FunctionName?: string
  InvocationType?: string
  ClientContext?: string
  /** Of DataHub; here the topic itself. */
  DataHubId?: string
  Message?: { Key?: string; Body: string }[]
}

const MOST_BYTES = 8 * 1024 * 1024

class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}

/**
 * Tencent Cloud's API as far as functions and producers of messages call it: `Invoke` for
 * asynchronous calls, and `SendMessage` of CKafka's DataHub. Signatures are not checked.
 * @see https://cloud.tencent.com/document/api/583/17243
 */
export async function startCloudApi(targets: ApiTargets) {
  const actions: Record<string, (given: Parameters) => object> = {
    Invoke({ FunctionName = '', InvocationType, ClientContext = '{}' }) {
      if (!targets.has(FunctionName))
        throw new ApiError('ResourceNotFound.Function', `there is no function ${FunctionName}`)
      if (InvocationType !== 'Event')
        throw new ApiError('InvalidParameterValue.InvocationType', 'only Event is known here')
      const { requestId } = targets.invokeLater(FunctionName, JSON.parse(ClientContext), true)
      return { Result: { FunctionRequestId: requestId, InvokeResult: 0, RetMsg: '', ErrMsg: '' } }
    },
    SendMessage({ DataHubId, Message = [] }) {
      if (!DataHubId) throw new ApiError('InvalidParameter', 'which DataHubId?')
      const messages = Message.map(({ Key, Body }) => ({ key: Key, body: Body }))
      targets.send(DataHubId, messages)
      return { MessageId: messages.map(() => randomUUID()) }
    }
  }

  async function answer(incoming: IncomingMessage): Promise<object> {
    const given = JSON.parse(await readText(incoming)) as Parameters
    const name = String(incoming.headers['x-tc-action'])
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (!action) throw new ApiError('InvalidAction', 'only Invoke and SendMessage are known here')
    return action(given)
  }

  const server = createServer((incoming, outgoing) => {
    // a web page of somebody else sends its origin, or has a name pointed here
    const isForeign = !/^127\.0\.0\.1:\d+$/.test(incoming.headers.host ?? '')
    if (isForeign || incoming.headers.origin !== undefined)
      return void outgoing.writeHead(403).end()
    void answer(incoming)
      .catch((error: Error) => ({
        Error: {
          Code: error instanceof ApiError ? error.code : 'InvalidParameter',
          Message: error.message
        }
      }))
      .then((response) => {
        const body = JSON.stringify({ Response: { ...response, RequestId: randomUUID() } })
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end(body)
      })
  })
  return listen(server)
}

async function readText(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk
    if (text.length > MOST_BYTES) throw new ApiError('RequestSizeLimitExceeded', 'too large')
  }
  return text
}
