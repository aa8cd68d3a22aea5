import { type Cloud, CloudError } from '../cloud/client'
import { getFunction } from '../cloud/functions'
import { request } from '../cloud/http'
import { readUntil, waitFor } from '../cloud/patience'
import { createOnce } from '../cloud/repeat'
import { settle, waitUntilActive } from '../cloud/settle'
import { listTriggers, urlOf } from '../cloud/triggers'
import { type ProbeAnswer, probeArchive } from './probe'
import { type Finding } from './report'

/** Longer than reading lags behind a change */
export const LAG_MS = 2000
const CALL_MS = 15_000
const URL_READY_MS = 30_000

/** Two throw-away functions in the account, and what is found out with them. */
export interface Contact {
  cloud: Cloud
  region: string
  /** The functions that were made; each is removed in the end */
  made: string[]
  findings: Finding[]
  log: (line: string) => void
  signal: AbortSignal
}

/** Finds out whether what was expected is so, and what was seen; undefined: nobody can tell. */
type Find = () => Promise<[isSo: boolean | undefined, seen: string]>

/**
 * Asks a question about which the commands work either way, and notes the answer. A failure is noted
 * too, and does not keep the others from being asked. Throws only when the contact is interrupted.
 */
export function question(contact: Contact, expected: string, find: Find): Promise<void> {
  return ask(contact, { expected, isEitherWay: true }, find)
}

/** The same about something that the commands rely on. */
export function mustHold(contact: Contact, expected: string, find: Find): Promise<void> {
  return ask(contact, { expected, isEitherWay: false }, find)
}

async function ask(
  { findings, log, signal }: Contact,
  about: Pick<Finding, 'expected' | 'isEitherWay'>,
  find: Find
): Promise<void> {
  log(`asking: ${about.expected}`)
  const [isSo, seen] = await find().catch((error: Error) => [undefined, error.message] as const)
  signal.throwIfAborted()
  const outcome = isSo === undefined ? 'not known' : isSo ? 'as expected' : 'differs'
  findings.push({ ...about, outcome, seen })
}

/** Creates a probe and waits until it works. */
export async function createProbe(
  { cloud, made, log }: Contact,
  settings: { FunctionName: string; Type: 'HTTP' | 'Event'; Runtime: string } & object
): Promise<void> {
  const { FunctionName, Type } = settings
  made.push(FunctionName)
  log(`creating ${FunctionName}`)
  const wanted = {
    Handler: Type === 'HTTP' ? 'scf_bootstrap' : 'probe.main_handler',
    MemorySize: 128,
    Timeout: 10,
    Code: { ZipFile: probeArchive() },
    Environment: { Variables: [{ Key: 'FUNCTION_BUNDLE', Value: 'probe' }] },
    ...settings
  }
  await createOnce(
    () => cloud('scf', 'CreateFunction', wanted),
    async () => (await getFunction(cloud, FunctionName)) !== undefined
  )
  await waitUntilActive(cloud, FunctionName, { log })
}

/** Gives a probe a function URL under a name of ours; resolves to its address. */
export async function addUrl(
  { cloud }: Contact,
  FunctionName: string,
  TriggerName: string
): Promise<string | undefined> {
  const NetConfig = { EnableIntranet: false, EnableExtranet: true }
  await createOnce(
    () =>
      cloud('scf', 'CreateTrigger', {
        ...{ FunctionName, TriggerName, Type: 'http', Qualifier: '$DEFAULT', Enable: 'OPEN' },
        TriggerDesc: JSON.stringify({ AuthType: 'NONE', NetConfig })
      }),
    async () => (await listTriggers(cloud, FunctionName)).length > 0
  )
  const found = await readUntil(
    () => listTriggers(cloud, FunctionName),
    (triggers) => triggers.some(({ Type }) => Type === 'http')
  )
  return found.map(urlOf).find(Boolean)
}

/** Calls a probe; a new address may take a while. */
export async function callProbe(
  { log, signal }: Contact,
  url: string,
  headers: Record<string, string> = {}
): Promise<ProbeAnswer> {
  const answer = await waitFor({
    log,
    signal,
    describe: () => 'the function URL does not answer',
    read: () => request(url, { timeoutMs: CALL_MS, headers }).catch(() => undefined),
    isRight: (reply) => reply?.status === 200,
    withinMs: URL_READY_MS
  })
  if (answer?.status !== 200)
    throw new Error(`the function URL answers ${answer?.status ?? 'nothing'}`)
  return JSON.parse((await answer.buffer()).toString()) as ProbeAnswer
}

/** The code of the cloud's refusal; undefined when it accepts. */
export async function refusalOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (error instanceof CloudError) return error.code
    throw error
  }
}

/** Changes a function and waits; returns the code of a refusal. */
export async function changeProbe(
  { cloud, log }: Contact,
  FunctionName: string,
  changes: object
): Promise<string | undefined> {
  const code = await refusalOf(
    cloud('scf', 'UpdateFunctionConfiguration', { FunctionName, ...changes })
  )
  await settle(cloud, FunctionName, { log, isExpected: true })
  return code
}
