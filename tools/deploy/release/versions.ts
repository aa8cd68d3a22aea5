import { type Cloud } from '../cloud/client'
import { readPages } from '../cloud/pages'
import { type AliasRecord, readVersion, type VersionRecord } from './records'

/** What a deployment changes; published versions never change. */
export const LATEST = '$LATEST'

/** A version that was published from here. */
export interface PublishedVersion extends VersionRecord {
  /** SCF's number: 1, 2, ... */
  version: string
  /** Date and time, as SCF returns it */
  published: string
}

/** Where calls of the alias go, or should go. */
export interface Aim {
  version: string
  /** A version that gets a share of the calls; weight in percent, 1 to 99 */
  gray?: { version: string; weight: number }
  record: AliasRecord
}

/** Where they go now, with the original settings to restore it. */
export interface Alias extends Aim {
  original: { FunctionVersion: string; RoutingConfig?: object; Description: string }
}

/** The versions of a function that were published from here, newest first. */
export async function listVersions(
  cloud: Cloud,
  FunctionName: string
): Promise<PublishedVersion[]> {
  const all = await readPages<ListedVersion>('Versions', (range) =>
    cloud('scf', 'ListVersionByFunction', { FunctionName, ...range })
  )
  return all
    .flatMap(({ Version, Description, AddTime }) => {
      const record = Version === LATEST ? undefined : readVersion(Description)
      return record ? [{ ...record, version: Version, published: AddTime ?? '' }] : []
    })
    .sort((a, b) => Number(b.version) - Number(a.version))
}

interface ListedVersion {
  Version: string
  Description?: string | null
  AddTime?: string | null
}

/**
 * The version of a function in a release, which may be older than the release: an unchanged
 * function is not published again. undefined for a function that was added later.
 */
export function versionIn(
  { versions }: { versions: PublishedVersion[] },
  release: number
): PublishedVersion | undefined {
  return versions.find((version) => version.release <= release)
}
