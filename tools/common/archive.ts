import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { crc32, inflateRawSync } from 'node:zlib'

export interface ArchivedFile {
  bytes: Buffer
  /** Unix mode, such as 0o755 */
  mode: number
}

const STORED = 0
const DEFLATED = 8

/**
 * The files of a zip archive, by name: read here and not by the library that writes archives. Throws
 * an Error for what is not an archive, and where a checksum does not match, so that a badly packed
 * file fails here and not at its first call in the cloud.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function readArchive(archive: Buffer): Map<string, ArchivedFile> {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0) throw new Error('archive: this is not a zip file')
  const files = new Map<string, ArchivedFile>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, nameEnd)
    const bytes = contentOf(archive, at)
    if (crc32(bytes) !== archive.readUInt32LE(at + 16))
      throw new Error(`archive: ${name} is damaged`)
    files.set(name, { bytes, mode: archive.readUInt16LE(at + 40) & 0o777 })
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return files
}

/** The content of the file whose entry in the archive's directory is at an offset. */
function contentOf(archive: Buffer, entry: number): Buffer {
  const header = archive.readUInt32LE(entry + 42)
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
  const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20))
  const method = archive.readUInt16LE(entry + 10)
  if (method === STORED) return packed
  if (method === DEFLATED) return inflateRawSync(packed)
  throw new Error(`archive: its compression (${method}) is not supported`)
}

/** Unpacks an archive into a folder. Rejects when it is damaged, or would write elsewhere. */
export async function unpack(archive: Buffer, folder: string): Promise<void> {
  for (const [name, { bytes, mode }] of readArchive(archive)) {
    const file = path.join(folder, name)
    // an archive is not trusted to stay in its folder
    if (!file.startsWith(folder + path.sep)) throw new Error(`archive: ${name} is outside of it`)
    await mkdir(path.dirname(file), { recursive: true })
    if (!name.endsWith('/')) await writeFile(file, bytes, { mode: mode || 0o644 })
  }
}
