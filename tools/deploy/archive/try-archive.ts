import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { interruptible } from '../../common/signals'
import { readArchive, type ArchivedFile } from './read-archive'
import { tryFunction, type TriedFunction } from './try-function'
import { demandContents } from './write-archive'

/** What of a service its functions' trial needs. */
export interface TriedService {
  provider: { environment?: TriedFunction['environment'] }
  functions: Record<string, TriedFunction>
}

/**
 * Unpacks an archive and lets each function answer from it, with the settings that it will have in
 * the cloud. Gives the names of those whose settings are in SSM, where they are not seen from here.
 * Throws an Error that says what is wrong with the archive, or what a function has to say.
 */
export async function tryArchive(archive: Buffer, service: TriedService): Promise<string[]> {
  const files = await readArchive(archive)
  const bundles = Object.values(service.functions).map(({ handler }) => bundleOf(handler))
  demandContents([...files.keys()], bundles)
  return interruptible((signal) => tryAll(files, service, signal))
}

async function tryAll(
  files: Map<string, ArchivedFile>,
  service: TriedService,
  signal: AbortSignal
): Promise<string[]> {
  const unseen: string[] = []
  const folder = await mkdtemp(path.join(tmpdir(), 'weapp-scf-archive-'))
  try {
    for (const [name, { bytes, mode }] of files)
      await writeFile(path.join(folder, name), bytes, { mode })
    for (const [name, entry] of Object.entries(service.functions)) {
      const file = path.join(folder, `${bundleOf(entry.handler)}.js`)
      const variables = {
        ...service.provider.environment?.variables,
        ...entry.environment?.variables
      }
      const found = await tryFunction(name, file, entry, { variables, signal })
      if (found === 'settings not seen') unseen.push(name)
    }
    return unseen
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function bundleOf(handler: string): string {
  return handler.split('.')[0] ?? ''
}
