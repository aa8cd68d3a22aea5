import { randomUUID } from 'node:crypto'
import { type Pusher } from './push'

/** A picture that WeChat is asked to judge. */
export interface Picture {
  url: string
  openid: string
  traceId: string
}

const RULES = [
  { pattern: /risky|\u8fdd\u89c4/, suggest: 'risky', label: 20001 },
  { pattern: /review|\u590d\u6838/, suggest: 'review', label: 10001 }
]
/** WeChat itself may take half an hour. */
const VERDICT_MS = 500
const DOWNLOAD_MS = 5000
const MOST_BYTES = 10 * 1024 * 1024
const NOT_DOWNLOADED = -1008

/**
 * The mock's opinion: what contains `risky` or 违规 is risky, what contains `review` or 复核 is for a
 * person to look at, and all else passes. Of a picture, its bytes count.
 */
export function verdictOn(content: string) {
  const { suggest, label } = RULES.find(({ pattern }) => pattern.test(content)) ?? {
    suggest: 'pass',
    label: 100
  }
  return { suggest, label }
}

export function newTraceId(): string {
  return randomUUID()
}

/** The message that WeChat pushes after it has downloaded a picture. */
async function judge({ url, traceId }: Picture, appId: string, ended: AbortSignal) {
  const content = await download(url, ended)
  const about = { appid: appId, trace_id: traceId, version: 2 }
  if (content === undefined)
    return { ...about, errcode: NOT_DOWNLOADED, errmsg: 'download failed', detail: [] }
  const { suggest, label } = verdictOn(content)
  const detail = [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }]
  return { ...about, errcode: 0, errmsg: 'ok', result: { suggest, label }, detail }
}

async function download(url: string, ended: AbortSignal): Promise<string | undefined> {
  try {
    const signal = AbortSignal.any([ended, AbortSignal.timeout(DOWNLOAD_MS)])
    const answer = await fetch(url, { signal })
    const bytes = Buffer.from(await answer.arrayBuffer())
    return answer.ok && bytes.length <= MOST_BYTES ? bytes.toString('utf8') : undefined
  } catch {
    return undefined
  }
}

/** Judges pictures, and pushes the verdicts after a while. */
export function createJudges({ push }: Pick<Pusher, 'push'>, verdictMs = VERDICT_MS) {
  const ended = new AbortController()
  const judging = new Set<Promise<void>>()
  /** By mini-program and user: the trace id of the last picture. */
  const latest = new Map<string, string>()

  async function judgeLater(appId: string, picture: Picture): Promise<void> {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, verdictMs)
      ended.signal.addEventListener('abort', () => resolve())
    })
    if (ended.signal.aborted) return
    const more = await judge(picture, appId, ended.signal)
    if (!ended.signal.aborted)
      await push({ event: 'wxa_media_check', appId, more }).catch(() => undefined)
  }

  return {
    /** The trace id of a user's last picture, for a verdict that somebody else decides on. */
    latest: (appId: string, openid: string) => latest.get(`${appId} ${openid}`),
    judge(appId: string, picture: Picture): void {
      latest.set(`${appId} ${picture.openid}`, picture.traceId)
      const judged = judgeLater(appId, picture).finally(() => judging.delete(judged))
      judging.add(judged)
    },
    async stop(): Promise<void> {
      ended.abort()
      await Promise.all(judging)
    }
  }
}
