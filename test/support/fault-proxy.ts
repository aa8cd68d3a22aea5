import { type Link, startTcpProxy, type TcpProxy, type Verdict } from './tcp-proxy'

export interface ServerError {
  errno: number
  sqlState: string
  message: string
}

export interface FaultProxy extends TcpProxy {
  /** The database's URL, through the proxy. */
  url: string
  /**
   * What clients have sent, by packet, as text in which statements can be found: a prepared one with
   * its values for each time that it is run, and `PREPARE` for the packet that prepares it.
   */
  sent: string[]
  /** The statements that clients have prepared. */
  prepared: string[]
  /** Answers new connections with an error of the server in place of its greeting. */
  greetWith(error: ServerError | undefined): void
  /** Answers statements that match with an error, instead of passing them on. */
  answerWith(pattern: RegExp, error: ServerError, times?: number): void
  /** Cuts the connection instead of passing on the answer to the next packet that matches. */
  loseAnswerTo(pattern: RegExp): void
  /** Cuts the connection instead of passing on the next packet that matches. */
  cutAt(pattern: RegExp): void
  /** Sees what passes, and may lose it. */
  onData?: (way: 'there' | 'back', text: string) => Verdict
}

/** What is known about a connection. */
interface Dialogue {
  statements: Map<number, string>
  preparing?: string
  loseNext: boolean
}

const COM_STMT_PREPARE = 0x16
const COM_STMT_EXECUTE = 0x17

/** Starts a TCP proxy for a MySQL server that can fail as networks and servers do. */
export async function startFaultProxy(databaseUrl: string): Promise<FaultProxy> {
  const target = new URL(databaseUrl)
  const dialogues = new WeakMap<Link, Dialogue>()
  let greeting: Buffer | undefined
  let losing: RegExp | undefined
  let cutting: RegExp | undefined
  let answering: { pattern: RegExp; packet: Buffer; left: number } | undefined

  function dialogueOf(link: Link): Dialogue {
    const known = dialogues.get(link) ?? { statements: new Map(), loseNext: false }
    dialogues.set(link, known)
    return known
  }

  function judgeRequest(data: Buffer, link: Link): Verdict {
    const dialogue = dialogueOf(link)
    const text = readPacket(data, dialogue)
    proxy.sent.push(text)
    if (link.isSilent) return 'lose'
    const verdict = proxy.onData?.('there', text) ?? 'pass'
    if (dialogue.preparing !== undefined) return verdict
    if (cutting?.test(text)) {
      cutting = undefined
      return 'reset'
    }
    if (answering?.pattern.test(text)) {
      link.client.write(answering.packet)
      if (--answering.left === 0) answering = undefined
      return 'lose'
    }
    if (losing?.test(text)) {
      losing = undefined
      dialogue.loseNext = true
    }
    return verdict
  }

  function judgeAnswer(data: Buffer, link: Link): Verdict {
    const dialogue = dialogueOf(link)
    const { preparing, statements } = dialogue
    if (preparing !== undefined && data[4] === 0) statements.set(data.readUInt32LE(5), preparing)
    dialogue.preparing = undefined
    return dialogue.loseNext ? 'reset' : (proxy.onData?.('back', '') ?? 'pass')
  }

  function readPacket(data: Buffer, dialogue: Dialogue): string {
    const text = data.toString('latin1')
    if (data[4] === COM_STMT_PREPARE) {
      dialogue.preparing = text.slice(5)
      proxy.prepared.push(dialogue.preparing)
      return 'PREPARE'
    }
    const isRun = data[4] === COM_STMT_EXECUTE && data.length >= 9
    return isRun ? `${dialogue.statements.get(data.readUInt32LE(5)) ?? ''} ${text.slice(9)}` : text
  }

  const tcp = await startTcpProxy(
    { port: Number(target.port || 3306), host: target.hostname },
    {
      greeting: () => greeting,
      judge: (way, data, link) =>
        way === 'there' ? judgeRequest(data, link) : judgeAnswer(data, link)
    }
  )
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(tcp.port)
  const proxy: FaultProxy = Object.assign(tcp, {
    url: url.href,
    sent: [] as string[],
    prepared: [] as string[],
    greetWith: (error: ServerError | undefined) => void (greeting = error && errorPacket(error, 0)),
    answerWith: (pattern: RegExp, error: ServerError, times = 1) =>
      void (answering = { pattern, packet: errorPacket(error, 1), left: times }),
    loseAnswerTo: (pattern: RegExp) => void (losing = pattern),
    cutAt: (pattern: RegExp) => void (cutting = pattern)
  })
  return proxy
}

function errorPacket({ errno, sqlState, message }: ServerError, sequence: number): Buffer {
  const text = Buffer.from(`#${sqlState}${message}`)
  const head = Buffer.from([text.length + 3, 0, 0, sequence, 0xff, errno & 255, errno >> 8])
  return Buffer.concat([head, text])
}
