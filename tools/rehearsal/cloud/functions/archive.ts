import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'

/** The files of an uploaded archive with their Unix modes. Throws when it is not a zip file. */
export async function readArchive(
  archive: Buffer
): Promise<Map<string, { bytes: Buffer; mode: number }>> {
  const files = new Map<string, { bytes: Buffer; mode: number }>()
  const zip = await fromBufferPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    files.set(entry.fileName, { mode, bytes: await buffer(await zip.openReadStreamPromise(entry)) })
  }
  return files
}

/** Unpacks an archive into `folder`, as SCF does before a function starts. */
export async function unpack(archive: Buffer, folder: string): Promise<void> {
  for (const [name, { bytes, mode }] of await readArchive(archive)) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, bytes, { mode: mode || 0o644 })
  }
}
