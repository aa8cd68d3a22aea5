import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { tryArchive } from '../../archive/try-archive'
import { buildArchive } from '../../build-archive'
import { ok, warn, type Check } from '../check'

const KB = 1024
/** Larger ones are uploaded in slices, and start more slowly */
const LARGE_BYTES = 20 * KB * KB

/** Builds what would be deployed, and lets each function say whether its settings are good. */
export const archive: Check = {
  name: 'archive',
  async run({ root, service, stage }) {
    const yml = path.join(root, 'deploy', 'serverless.yml')
    const { file, bytes } = await buildArchive(yml, stage)
    const unseen = await tryArchive(await readFile(file), service)
    const seen = unseen.length
      ? `starts from it; settings in SSM are not tried: ${unseen.join(', ')}`
      : 'starts from it with its settings'
    const what = `${Math.ceil(bytes / KB)} KB, and each function ${seen}`
    return bytes > LARGE_BYTES ? warn(what, 'that is large', 'see what the bundles hold') : ok(what)
  }
}
