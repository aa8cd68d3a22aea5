import { readFile } from 'node:fs/promises'
import { buildArchive } from '../../archive/build-archive'
import { nodeMajor } from '../../archive/node-program'
import { tryArchive } from '../../archive/try-archive'
import { checkInstalled } from '../../settings/packages'
import { type Check, fail, ok, warn } from '../check'

export const installed: Check = {
  name: 'installed',
  run({ project }) {
    checkInstalled(project.deployDir)
    return ok('the Serverless Framework and its plugin are installed')
  }
}

/**
 * No API lists them: cloud.tencent.com/document/product/583/11060, and CloudBase's, which runs on
 * the same platform: docs.cloudbase.net/cloud-function/runtime-support
 */
const KNOWN = ['Nodejs18.15']
const OF_CLOUDBASE = ['Nodejs20.19', 'Nodejs22.21', 'Nodejs24.11']
/** The bundles are compiled for this version of Node. */
const MIN_NODE = 18

export const runtime: Check = {
  name: 'runtime',
  isQuick: true,
  run({ service }) {
    const { runtime = '' } = service.provider
    const major = nodeMajor(runtime)
    if (!(Number(major) >= MIN_NODE))
      return fail(
        runtime || 'none',
        `the bundles need Node ${MIN_NODE}`,
        'set SCF_RUNTIME=Nodejs18.15'
      )
    if (KNOWN.includes(runtime)) return ok(runtime, 'it cannot be changed once the functions exist')
    const isLikely = OF_CLOUDBASE.includes(runtime)
    return warn(
      runtime,
      isLikely
        ? 'CloudBase has it; that plain SCF has it is not documented'
        : 'it is not known here, and no API lists the runtimes',
      `compare with the console's list (583/11060); web functions start with /var/lang/node${major}`
    )
  }
}

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
