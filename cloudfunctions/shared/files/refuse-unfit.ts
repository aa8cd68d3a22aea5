import { Failure } from '../core/failure'
import { type FileKind } from './kinds'
import { type ObjectStart } from './object-storage'

/** Throws FILE_EMPTY, FILE_TOO_LARGE or FILE_TYPE_REFUSED for an object that is not of its kind. */
export function refuseUnfit(kind: FileKind, contentType: string, start: ObjectStart): void {
  if (start.size === 0) throw new Failure('FILE_EMPTY')
  if (start.size > kind.maxBytes) throw new Failure('FILE_TOO_LARGE')
  const type = kind.types[contentType]
  if (start.contentType !== contentType || !type?.matches(start.bytes))
    throw new Failure('FILE_TYPE_REFUSED')
}
