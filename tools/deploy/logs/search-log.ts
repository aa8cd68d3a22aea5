import { type Cloud } from '../cloud/client'

/** A line in CLS: cloud.tencent.com/document/product/583/60336 */
export interface LogLine {
  /** The line's id in CLS */
  id: string
  at: Date
  functionName: string
  version: string
  requestId: string
  message: string
  /** The names of the fields as which SCF has stored a line of JSON; none where it kept the text */
  fields: string[]
}

interface LogSearch {
  topic: string
  functionName: string
  version?: string
  requestId?: string
  from: Date
  to: Date
  maxLines?: number
}

const PAGE = 1000
/** CLS's limit for one search: cloud.tencent.com/document/api/614/56447 */
export const MAX_LINES = 10_000

/** Searches the lines of a function, oldest first. */
export async function searchLog(
  cloud: Cloud,
  { topic, functionName, version, requestId, from, to, maxLines = MAX_LINES }: LogSearch
): Promise<LogLine[]> {
  const conditions = [`SCF_FunctionName:"${functionName}"`]
  if (version) conditions.push(`SCF_Qualifier:"${version}"`)
  // with several calls at once, SCF's own id on a line may be that of another call; ours is in the
  // line, which may be stored as a text or as fields
  if (requestId) conditions.push(`(SCF_RequestId:"${requestId}" OR "${requestId}")`)
  const parameters = {
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
    const page = await cloud<LogPage>('cls', 'SearchLog', {
      ...parameters,
      ...(Context && { Context })
    })
    found.push(...(page.Results ?? []).map(readLine))
    Context = page.Context
    if (page.ListOver !== false || !page.Results?.length || found.length >= maxLines) return found
  }
}

interface LogPage {
  Context?: string
  ListOver?: boolean
  Results?: StoredLine[] | null
}

interface StoredLine {
  Time?: number
  PkgId?: string
  PkgLogId?: string
  LogJson?: string
}

function readLine({ Time = 0, PkgId = '', PkgLogId = '', LogJson = '{}' }: StoredLine): LogLine {
  const fields = JSON.parse(LogJson) as Record<string, string | undefined>
  const own = ownFields(fields)
  return {
    id: `${PkgId}-${PkgLogId}`,
    at: new Date(Time),
    functionName: fields.SCF_FunctionName ?? '',
    version: fields.SCF_Qualifier ?? '',
    requestId: fields.SCF_RequestId ?? '',
    message: fields.SCF_Message || JSON.stringify(own),
    fields: fields.SCF_Message ? [] : Object.keys(own)
  }
}

/** SCF may store the fields of a line of JSON instead of its text: cloud.tencent.com/document/product/583/18032 */
function ownFields(fields: Record<string, string | undefined>): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !/^(SCF_|__)/.test(name)))
}

/**
 * Removes replies and tokens from a log line: SCF logs replies, and a login's has the token in it.
 */
export function mask(text: string): string {
  return text
    .replace(/\bRetMsg:[^]*/, 'RetMsg: (not shown)')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '(token)')
}
