import { type Cloud } from '../cloud/client'
import { mask } from './search-log'

/** SCF's record of one call: cloud.tencent.com/document/api/583/65348 */
interface RequestStatus {
  StartTime?: string
  /** 0: done, 1: running, -1: failed */
  RetCode?: number
  /** The reply, which is never shown, or SCF's message for a failed call */
  RetMsg?: string
  /** ms */
  Duration?: number
  /** MB */
  MemUsage?: number
  RetryNum?: number
}

/** The outcome of a request: one line per attempt, none for an unknown request. */
export async function readRequestStatus(
  cloud: Cloud,
  FunctionName: string,
  FunctionRequestId: string,
  { from, to }: { from: Date; to: Date }
): Promise<string[]> {
  const { Data } = await cloud<{ Data?: RequestStatus[] | null }>('scf', 'GetRequestStatus', {
    FunctionName,
    FunctionRequestId,
    StartTime: beijingTime(from),
    EndTime: beijingTime(to)
  })
  return (Data ?? []).map(({ StartTime = '', RetCode, RetMsg = '', ...rest }) => {
    const { Duration = 0, MemUsage = 0, RetryNum = 0 } = rest
    const outcome = RetCode === 0 ? 'done' : RetCode === 1 ? 'still running' : 'failed'
    const retry = RetryNum > 0 ? `, retry ${RetryNum}` : ''
    const why = RetCode === -1 ? `: ${mask(RetMsg)}` : ''
    return `${FunctionName} ${StartTime} ${outcome}, ${Duration} ms, ${MemUsage} MB${retry}${why}`
  })
}

/** The API's times have no time zone: they are China's. */
function beijingTime(date: Date): string {
  const shifted = new Date(date.getTime() + 8 * 3_600_000)
  return shifted.toISOString().slice(0, 19).replace('T', ' ')
}
