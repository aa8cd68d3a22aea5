import { cleanText } from '../cloud/description'

// The records are stored in the cloud, as the Descriptions of versions and of the alias, so that
// everyone who releases sees the same.

/** Which release a version was published for, and what it contains. */
export interface VersionRecord {
  release: number
  /** The archive's hash. */
  code: string
  /** The hash of code and configuration: see `contentOf`. */
  content: string
  note: string
}

/** The alias's record of releases; empty before the first one. */
export interface AliasRecord {
  /** The live release */
  release?: number
  /** The gray release: the function has a share of it, or waits for the rest of it */
  next?: number
  /** The release that was rolled back last */
  undone?: number
  /** Releases that were live before, newest first */
  before: number[]
}

const NOTE_LENGTH = 200
const KEPT_RELEASES = 10

/** A note in characters that SCF accepts; others become spaces. */
export function cleanNote(note: string): string {
  return cleanText(note).slice(0, NOTE_LENGTH)
}

export function writeVersion({ release, code, content, note }: VersionRecord): string {
  return `release ${release}, code ${code}, content ${content}${note && `, ${note}`}`
}

/** undefined for a version that was not published from here. */
export function readVersion(text: string | null | undefined): VersionRecord | undefined {
  const found = /^release (\d+), code (\w+), content (\w+)(?:, ([^]*))?$/.exec(text ?? '')
  if (!found) return undefined
  const [, release, code = '', content = '', note = ''] = found
  return { release: Number(release), code, content, note }
}

export function writeAlias({ release, next, undone, before }: AliasRecord): string {
  const parts = [
    release !== undefined && `release ${release}`,
    next !== undefined && `next ${next}`,
    undone !== undefined && `undone ${undone}`,
    before.length > 0 && `before ${before.slice(0, KEPT_RELEASES).join(' ')}`
  ]
  return parts.filter(Boolean).join(', ')
}

export function readAlias(text: string | null | undefined): AliasRecord {
  const number = (name: string) => {
    const [, found] = new RegExp(`\\b${name} (\\d+)`).exec(text ?? '') ?? []
    return found === undefined ? {} : { [name]: Number(found) }
  }
  const [, before = ''] = /\bbefore ([\d ]+)/.exec(text ?? '') ?? []
  return {
    ...number('release'),
    ...number('next'),
    ...number('undone'),
    before: before.split(' ').filter(Boolean).map(Number)
  }
}
