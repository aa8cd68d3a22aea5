import { type FileKind } from '../shared/files/files'
import { JPEG, PNG, WEBP } from '../shared/files/kinds'

/** The pictures that users may have. */
export const AVATAR: FileKind = {
  name: 'avatar',
  types: { 'image/jpeg': JPEG, 'image/png': PNG, 'image/webp': WEBP },
  maxBytes: 2 * 1024 * 1024
}
