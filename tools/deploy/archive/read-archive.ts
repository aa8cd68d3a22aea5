import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'

/** A file of an archive: its content, and its Unix mode. */
export interface ArchivedFile {
  bytes: Buffer
  mode: number
}

/**
 * Reads an archive as anyone else would, not with what wrote it. Throws when a file's checksum is
 * not that of its content: one that was packed wrongly fails here, and not at its first call in the
 * cloud.
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
