import type { Cloud } from '../cloud/client'
import { cleanNote, writeVersion } from './records'
import type { StageFunction } from './read-functions'
import type { ReleasePlan } from './plan-release'
import { demandActive } from '../cloud/settle'
import { versionIn } from './versions'

/**
 * Publishes what has to be, and waits until every version of the release works: calls are moved
 * afterwards. Gives the version of each function. Throws what SCF refused; what was published by then
 * belongs to the same release when the command is run again.
 */
export async function publish(
  cloud: Cloud,
  functions: StageFunction[],
  { release, toPublish }: ReleasePlan,
  { note, log, signal }: { note: string; log: (line: string) => void; signal?: AbortSignal }
): Promise<Map<StageFunction, string>> {
  const outcomes = await Promise.allSettled(
    functions.map(async (one) => {
      const version = toPublish.includes(one) ? await publishOne(one) : versionIn(one, release)
      if (!version) throw new Error(`${one.name} has no version in release ${release}`)
      await demandActive(cloud, one.name, { Qualifier: version.version, log, signal })
      return [one, version.version] as const
    })
  )
  const failed = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as Error).message] : []
  )
  if (failed.length)
    throw new Error(
      [...new Set(failed), 'no call was moved: what was live before still is'].join('\n')
    )
  return new Map(outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : [])))

  async function publishOne({ name, code, content }: StageFunction): Promise<{ version: string }> {
    const { FunctionVersion } = await cloud<{ FunctionVersion: string }>('scf', 'PublishVersion', {
      FunctionName: name,
      Description: writeVersion({ release, code, content, note: cleanNote(note) })
    })
    log(`${name}: published version ${FunctionVersion}`)
    return { version: FunctionVersion }
  }
}
