import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { type StoredLine } from '../functions/logbook'
import { functionOf, type State } from '../state'
import { type Truth } from '../truth'

/** Outcomes and logs of calls. Only functions with a CLS topic have searchable logs. */
export const logActions = {
  /** @see https://cloud.tencent.com/document/api/583/65348 */
  'scf.GetRequestStatus'(state: State, parameters: Parameters) {
    const { name } = functionOf(state, parameters)
    const Data = state.runs
      .filter((run) => run.functionName === name && run.requestId === parameters.FunctionRequestId)
      .map(({ requestId, startedAt, ms, hasFailed, returned }) => ({
        FunctionName: name,
        RequestId: requestId,
        StartTime: startedAt.toISOString().slice(0, 19).replace('T', ' '),
        Duration: ms,
        MemUsage: 64,
        RetCode: hasFailed ? -1 : 0,
        RetMsg: returned,
        RetryNum: 0
      }))
    return { TotalCount: Data.length, Data }
  },

  /** @see https://cloud.tencent.com/document/api/614/56447 */
  'cls.SearchLog'(state: State, parameters: Parameters) {
    const { TopicId, From, To, QueryString = '', Limit = 100, Sort = 'desc' } = parameters
    const { Context = '0' } = parameters
    const inTopic = [...state.functions.values()]
      .filter(({ latest }) => latest.configuration.ClsTopicId === TopicId)
      .map(({ name }) => name)
    if (!inTopic.length)
      throw new ApiError('ResourceNotFound.TopicNotExist', `no topic ${String(TopicId)}`)
    const matches = compileQuery(String(QueryString))
    const found = state.lines.flatMap((line, number) => {
      const Time = line.at.getTime()
      const isAsked =
        Time >= Number(From) && Time < Number(To) && inTopic.includes(line.functionName)
      const fields = fieldsOf(line, state.truth.jsonLines)
      if (!isAsked || !matches(fields)) return []
      return [
        { Time, TopicId, PkgId: 'p', PkgLogId: String(number), LogJson: JSON.stringify(fields) }
      ]
    })
    if (Sort !== 'asc') found.reverse()
    const end = Number(Context) + Number(Limit)
    const Results = found.slice(Number(Context), end)
    return { Context: String(end), ListOver: end >= found.length, Analysis: false, Results }
  }
}

/** @see https://cloud.tencent.com/document/product/583/60336 */
function fieldsOf(
  { at, functionName, version, requestId, type, message }: StoredLine,
  jsonLines: Truth['jsonLines']
): Fields {
  const own = jsonLines === 'fields' && message.startsWith('{') ? firstLevel(message) : undefined
  return {
    SCF_FunctionName: functionName,
    SCF_Namespace: 'default',
    SCF_LogTime: String(at.getTime() * 1e6),
    SCF_RequestId: requestId,
    SCF_Qualifier: version,
    SCF_Alias: '$DEFAULT',
    SCF_Type: type,
    ...(own ?? { SCF_Message: message })
  }
}

/** Of a line of JSON only texts and numbers are kept: https://cloud.tencent.com/document/product/583/18032 */
function firstLevel(message: string): Fields {
  const entries = Object.entries(JSON.parse(message) as Record<string, unknown>)
  const kept = entries.filter(([, value]) => ['string', 'number'].includes(typeof value))
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]))
}

type Fields = Record<string, string>

/**
 * Understands only `field:"text"` terms and `"text"` in any field, joined by AND, and in parentheses
 * by OR.
 * @see https://cloud.tencent.com/document/product/614/47044
 */
function compileQuery(query: string): (fields: Fields) => boolean {
  const conditions = query.split(' AND ').map((part) => {
    const [, group] = /^\((.*)\)$/.exec(part) ?? []
    const choices = (group?.split(' OR ') ?? [part]).map(compileTerm)
    return (fields: Fields) => choices.some((holds) => holds(fields))
  })
  return (fields) => conditions.every((holds) => holds(fields))
}

function compileTerm(term: string): (fields: Fields) => boolean {
  const [is, field, text = ''] = /^(?:(\w+):)?"([^"]*)"$/.exec(term) ?? []
  if (is === undefined) throw new ApiError('FailedOperation.QueryError', `not understood: ${term}`)
  if (field === undefined)
    return (fields) => Object.values(fields).some((value) => value.includes(text))
  return (fields) => (fields[field] ?? '').includes(text)
}
