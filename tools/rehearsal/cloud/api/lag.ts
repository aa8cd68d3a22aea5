import { type State } from '../state'
import { type Parameters } from './parameters'

/** Reads that may lag behind a change of the same function or domain. */
const LAGGING = /\.(GetFunction|GetAlias|ListTriggers|ListVersionByFunction|GetCustomDomain)$/
const READS = /\.(Get|List|Describe|Search)/

type Run = () => object | Promise<object>

/**
 * Runs an action. For `staleMs` after a change, reading the same function or domain still shows
 * what was read last.
 */
export async function runWithLag(
  { memory, truth: { staleMs } }: State,
  name: string,
  parameters: Parameters,
  run: Run
): Promise<object> {
  if (!staleMs) return run()
  const about = `${String(parameters.FunctionName ?? parameters.Domain)} `
  if (!READS.test(name)) {
    const reply = await run()
    for (const [key, seen] of memory) if (key.startsWith(about)) seen.untilMs = Date.now() + staleMs
    return reply
  }
  if (!LAGGING.test(name)) return run()
  const { Qualifier = '' } = parameters as { Qualifier?: string }
  const key = `${about}${name} ${Qualifier}`
  const last = memory.get(key)
  const outcome = last && last.untilMs > Date.now() ? last.outcome : await outcomeOf(run)
  memory.set(key, { outcome, untilMs: last?.untilMs ?? 0 })
  if (outcome.error) throw outcome.error
  return outcome.reply ?? {}
}

async function outcomeOf(run: Run): Promise<{ reply?: object; error?: Error }> {
  try {
    return { reply: structuredClone(await run()) }
  } catch (error) {
    return { error: error as Error }
  }
}
