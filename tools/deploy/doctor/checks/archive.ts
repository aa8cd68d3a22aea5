import { readFile } from 'node:fs/promises'
import { buildArchive } from '../../archive/build-archive'
import { tryArchive } from '../../archive/try-archive'
import { type Check, ok, warn } from '../check'

const KB = 1024
/** A larger one is uploaded in slices and starts more slowly. */
const LARGE_BYTES = 20 * KB * KB

/** Builds what would be deployed, and has each function report whether its settings are good. */
export const archive: Check = {
  name: 'archive',
  async run({ project, service, stage }) {
    const { file, bytes } = await buildArchive(project, stage)
    const untried = await tryArchive(await readFile(file), service)
    const outcome = untried.length
      ? `starts from it; settings in SSM were not tried: ${untried.join(', ')}`
      : 'starts from it with its settings'
    const what = `${Math.ceil(bytes / KB)} KB, and each function ${outcome}`
    return bytes > LARGE_BYTES
      ? warn(what, 'that is large', 'check what the bundles contain')
      : ok(what)
  }
}
