import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'

export interface ArchivedFile {
  bytes: Buffer
  /** Unix mode, such as 0o755 */
  mode: number
}

/**
 * The files of a zip archive, by name: read with a library other than the one that writes archives.
 * Rejects for what is not an archive, and where a checksum does not match, so that a badly packed
 * file fails here and not at its first call in the cloud.
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

/** Unpacks an archive into a folder. Rejects when it is damaged, or would write elsewhere. */
export async function unpack(archive: Buffer, folder: string): Promise<void> {
  for (const [name, { bytes, mode }] of await readArchive(archive)) {
    const file = path.join(folder, name)
    // an archive is not trusted to stay in its folder
    if (!file.startsWith(folder + path.sep)) throw new Error(`archive: ${name} is outside of it`)
    await mkdir(path.dirname(file), { recursive: true })
    if (!name.endsWith('/')) await writeFile(file, bytes, { mode: mode || 0o644 })
  }
}
