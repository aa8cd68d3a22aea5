import { type Cloud } from '../cloud/client'
import { waitUntilActive } from '../cloud/settle'
import { type ReleasePlan } from './plan-release'
import { type StageFunction } from './read-functions'
import { cleanNote, writeVersion } from './records'
import { versionIn } from './versions'

/**
 * Publishes the versions that a release lacks and waits until all of its versions work, before any
 * calls are moved. Returns each function's version. Throws an Error with SCF's refusals; versions
 * that were published by then belong to the same release when the command is run again.
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
      await waitUntilActive(cloud, one.name, { Qualifier: version.version, log, signal })
      return [one, version.version] as const
    })
  )
  const failed = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as Error).message] : []
  )
  if (failed.length)
    throw new Error(
      [...new Set(failed), 'no calls were moved: what was live before still is'].join('\n')
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
