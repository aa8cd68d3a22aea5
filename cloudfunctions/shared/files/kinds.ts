import { Failure } from '../core/failure'

/** What a file of a content type is called, and how its first bytes look. */
export interface FileType {
  /** Of its key: `.jpg` */
  ending: string
  matches(start: Buffer): boolean
}

/** A kind of file that users may upload. */
export interface FileKind {
  /** The first part of its keys, and of the address in `FILES_READ_URL`. */
  name: string
  /** By content type. Never HTML or SVG: browsers run the scripts in them. */
  types: Record<string, FileType>
  maxBytes: number
}

/** So many bytes of a file are enough for every `matches`. */
export const START_BYTES = 32

const starts = (hex: string) => (start: Buffer) => start.toString('hex').startsWith(hex)
const holds = (at: number, text: string) => (start: Buffer) =>
  start.subarray(at, at + text.length).toString('latin1') === text

export const JPEG: FileType = { ending: '.jpg', matches: starts('ffd8ff') }
export const PNG: FileType = { ending: '.png', matches: starts('89504e470d0a1a0a') }
export const WEBP: FileType = {
  ending: '.webp',
  matches: (start) => holds(0, 'RIFF')(start) && holds(8, 'WEBP')(start)
}
export const PDF: FileType = { ending: '.pdf', matches: holds(0, '%PDF-') }
export const MP4: FileType = { ending: '.mp4', matches: holds(4, 'ftyp') }

/** An object as its first bytes and headers show it. */
export interface ObjectStart {
  bytes: Buffer
  size: number
  contentType: string
  etag: string
}

/** Throws FILE_EMPTY, FILE_TOO_LARGE or FILE_TYPE_REFUSED for an object that is not of its kind. */
export function refuseUnfit(kind: FileKind, contentType: string, start: ObjectStart): void {
  if (start.size === 0) throw new Failure('FILE_EMPTY')
  if (start.size > kind.maxBytes) throw new Failure('FILE_TOO_LARGE')
  const type = kind.types[contentType]
  if (start.contentType !== contentType || !type?.matches(start.bytes))
    throw new Failure('FILE_TYPE_REFUSED')
}
