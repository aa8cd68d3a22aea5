import type { Cloud } from '../cloud/client'

/** A line as CLS keeps it: cloud.tencent.com/document/product/583/60336 */
export interface LogLine {
  /** Of the line, in CLS */
  id: string
  at: Date
  functionName: string
  version: string
  requestId: string
  message: string
}

export interface Search {
  topic: string
  functionName: string
  requestId?: string
  from: Date
  to: Date
}

const PAGE = 1000
/** CLS gives no more to one search: cloud.tencent.com/document/api/614/56447 */
const MOST = 10_000

/** The lines of a function, oldest first. */
export async function searchLog(
  cloud: Cloud,
  { topic, functionName, requestId, from, to }: Search
): Promise<LogLine[]> {
  const conditions = [`SCF_FunctionName:"${functionName}"`]
  if (requestId) conditions.push(`SCF_RequestId:"${requestId}"`)
  const asked = {
    TopicId: topic,
    From: from.getTime(),
    To: to.getTime(),
    QueryString: conditions.join(' AND '),
    QuerySyntax: 1,
    Sort: 'asc',
    Limit: PAGE
  }
  const found: LogLine[] = []
  for (let Context: string | undefined; ;) {
    const reply = await cloud<SearchReply>('cls', 'SearchLog', {
      ...asked,
      ...(Context && { Context })
    })
    found.push(...(reply.Results ?? []).map(readLine))
    Context = reply.Context
    if (reply.ListOver !== false || !reply.Results?.length || found.length >= MOST) return found
  }
}

interface SearchReply {
  Context?: string
  ListOver?: boolean
  Results?: Result[] | null
}

interface Result {
  Time?: number
  PkgId?: string
  PkgLogId?: string
  LogJson?: string
}

function readLine({ Time = 0, PkgId = '', PkgLogId = '', LogJson = '{}' }: Result): LogLine {
  const fields = JSON.parse(LogJson) as Record<string, string | undefined>
  return {
    id: `${PkgId}-${PkgLogId}`,
    at: new Date(Time),
    functionName: fields.SCF_FunctionName ?? '',
    version: fields.SCF_Qualifier ?? '',
    requestId: fields.SCF_RequestId ?? '',
    message: fields.SCF_Message ?? ''
  }
}
