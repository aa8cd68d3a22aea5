import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ArchivedFile, readArchive } from '../../common/archive'
import { interruptible } from '../../common/signals'
import { type ServerlessService } from '../../serverless-yml'
import { type TriedFunction, tryFunction } from './try-function'
import { checkContents } from './write-archive'

/** The part of a service that trying its functions needs. */
interface TriedService {
  provider: Pick<ServerlessService['provider'], 'environment'>
  functions: Record<string, TriedFunction>
}

/**
 * Unpacks an archive and has each function answer from it, with the settings that it will have in
 * the cloud. Returns the names of those whose settings are in SSM and were not tried. Throws an
 * Error that says what is wrong with the archive, or quotes the function.
 */
export async function tryArchive(archive: Buffer, service: TriedService): Promise<string[]> {
  const files = await readArchive(archive)
  const bundles = Object.values(service.functions).map(({ handler }) => bundleOf(handler))
  checkContents([...files.keys()], bundles)
  return interruptible((signal) => tryAll(files, service, signal))
}

async function tryAll(
  files: Map<string, ArchivedFile>,
  { provider, functions }: TriedService,
  signal: AbortSignal
): Promise<string[]> {
  const untried: string[] = []
  const folder = await mkdtemp(path.join(tmpdir(), 'scf-archive-'))
  try {
    for (const [name, { bytes, mode }] of files)
      await writeFile(path.join(folder, name), bytes, { mode })
    for (const [name, entry] of Object.entries(functions)) {
      const file = path.join(folder, `${bundleOf(entry.handler)}.js`)
      const variables = { ...provider.environment?.variables, ...entry.environment?.variables }
      const outcome = await tryFunction(name, file, entry, { variables, signal })
      if (outcome === 'settings not tried') untried.push(name)
    }
    return untried
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function bundleOf(handler: string): string {
  return handler.split('.')[0] ?? ''
}
