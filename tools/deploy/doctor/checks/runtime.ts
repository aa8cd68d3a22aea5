import { nodeMajor } from '../../archive/node-program'
import { type Check, fail, ok, warn } from '../check'

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
