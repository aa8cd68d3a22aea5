import { type Cloud, CloudError, READS } from './client'
import { pause } from './patience'

/** Writes that leave the same behind when they are repeated */
const REPEATABLE =
  /^(Update|Put|Modify|TagResources|DeleteReserved|DeleteProvisioned|BindingPolicyObject)/
/** Refused before anything was done: too many calls per second, or the cloud is still at work */
const NOT_BEGUN = new RegExp(
  [
    '^RequestLimitExceeded',
    '^FailedOperation\\.Function(Name|Version)?Status(Error|NotActive)',
    '^FailedOperation\\.(OperationConflict|\\w+InProgress|TopicCreating)$',
    '^FailedOperation\\.\\w+QpsLimit$',
    '^LimitExceeded\\.(LogSearch|IndexOperating)$'
  ].join('|')
)
/** Codes that SCF also uses where a function's state is the reason, which only the message says */
const MAY_BE_BUSY =
  /^FailedOperation(\.(UpdateFunctionCode|UpdateFunctionConfiguration|PublishVersion|CreateTrigger|DeleteFunction|UpdateAlias))?$/
const BUSY_MESSAGE = /\bStatus\b|状态/i
/** The cloud's own failures, after which nobody knows what was done */
const UNCLEAR =
  /^(InternalError|ResourceUnavailable(?!\.InsufficientBalance)|NoAnswer|ECONNRESET|ETIMEDOUT|EPIPE|EAI_AGAIN|FailedOperation\.SearchTimeout)/
/** A name that nobody knows, or a proxy that is not there: no pause changes that. */
const NO_WAY = /\b(ENOTFOUND|ECONNREFUSED)\b/
const FIRST_PAUSE_MS = 1000
const PAUSES_MS = [FIRST_PAUSE_MS, 2000, 4000, 8000]
/** A pause of that length is explained. */
const LONG_PAUSE_MS = 2000

/**
 * Repeats calls that may succeed a moment later, after growing pauses; `log` gets a line about a long
 * one. After a failure of the cloud itself, only those that can do no harm when both are carried out.
 */
export function repeatCalls(
  cloud: Cloud,
  log: (line: string) => void = (line) => console.error(line)
): Cloud {
  return async <Reply>(...[service, action, parameters]: Parameters<Cloud>) => {
    for (const pauseMs of PAUSES_MS)
      try {
        return await cloud<Reply>(service, action, parameters)
      } catch (error) {
        if (!mayRepeat(action, error as CloudError)) throw error
        if (pauseMs >= LONG_PAUSE_MS)
          log(`${(error as Error).message}; trying again in ${pauseMs / 1000} s`)
        await pause(pauseMs)
      }
    return cloud<Reply>(service, action, parameters)
  }
}

function mayRepeat(action: string, { code, message }: CloudError): boolean {
  if (NOT_BEGUN.test(code) || /\bStatus is \w+ing\b/.test(message)) return true
  if (MAY_BE_BUSY.test(code) && BUSY_MESSAGE.test(message)) return true
  return (
    UNCLEAR.test(code) && !NO_WAY.test(message) && (READS.test(action) || REPEATABLE.test(action))
  )
}

/**
 * Creates something that cannot be created twice. After a failure of the cloud itself, looks whether
 * it is there, and tries once more if not. Then "it exists" means that the first try has made it,
 * even if reading did not show it yet.
 */
export async function createOnce(
  create: () => Promise<unknown>,
  isThere: () => Promise<boolean>
): Promise<void> {
  try {
    await create()
  } catch (error) {
    if (!(error instanceof CloudError) || !UNCLEAR.test(error.code)) throw error
    await pause(FIRST_PAUSE_MS)
    if (await isThere()) return
    await create().catch((again: unknown) => {
      if (!(again instanceof CloudError && again.code.startsWith('ResourceInUse'))) throw again
    })
  }
}
