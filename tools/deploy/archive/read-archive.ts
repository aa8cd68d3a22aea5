import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'

export interface ArchivedFile {
  bytes: Buffer
  /** Unix mode, such as 0o755 */
  mode: number
}

/**
 * Reads an archive with a library other than the one that wrote it. Throws when a checksum does not
 * match, so that a badly packed file fails here and not at its first call in the cloud.
 */
export async function readArchive(archive: Buffer): Promise<Map<string, ArchivedFile>> {
  const files = new Map<string, ArchivedFile>()
  const zip = await fromBufferPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry))
    if (crc32(bytes) !== entry.crc32) throw new Error(`archive: ${entry.fileName} is damaged`)
    files.set(entry.fileName, { bytes, mode: (entry.externalFileAttributes >>> 16) & 0o777 })
  }
  return files
}
