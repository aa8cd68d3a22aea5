import { CosError } from './errors'
import { type CosObject } from './store'

const KEPT = ['cache-control', 'content-disposition', 'content-encoding', 'content-type', 'expires']
/** Of all x-cos-meta-* together. */
const META_BYTES = 2 * 1024

/** What COS keeps with an object of the fields or headers that came with it. */
export function keptHeaders(
  given: Iterable<[string, string | string[] | undefined]>
): Record<string, string> {
  const kept: Record<string, string> = {}
  let metaBytes = 0
  for (const [name, value] of given) {
    const isMeta = name.startsWith('x-cos-meta-')
    if (typeof value !== 'string' || !(isMeta || KEPT.includes(name))) continue
    if (isMeta) metaBytes += name.length + Buffer.byteLength(value)
    kept[name] = value
  }
  if (metaBytes > META_BYTES) throw new CosError('InvalidArgument', 'Too much metadata')
  return kept
}

export function readAcl(text: string | undefined): CosObject['acl'] {
  if (text === undefined || text === 'default') return 'default'
  if (text === 'private' || text === 'public-read') return text
  throw new CosError('InvalidArgument', 'acl must be default, private or public-read')
}
