import { fitOf } from '../../contract/door/choose-media'

/** One grey pixel of each type, in base64. */
const PIXELS = Object.entries({
  'image/png':
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg==',
  'image/jpeg':
    '/9j/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB' +
    'AQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAI' +
    'AQEAAD8AP//Z',
  'image/gif': 'R0lGODlhAQABAIAAAICAgAAAACwAAAAAAQABAAACAkQBADs=',
  'image/webp': 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'
})

/** A picture of a media type such as `image/jpeg` or `image/*`; undefined for another type. */
export function madePicture(mediaType: string): { type: string; bytes: Buffer } | undefined {
  if (!/^image\//i.test(mediaType)) return undefined
  const found = PIXELS.find(([type]) => fitOf(mediaType, type))
  return found && { type: found[0], bytes: Buffer.from(found[1], 'base64') }
}
