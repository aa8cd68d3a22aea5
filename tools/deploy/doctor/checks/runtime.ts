import { type Check, fail, ok, warn } from '../check'

/** No API lists them: cloud.tencent.com/document/product/583/11060 */
const KNOWN = ['Nodejs12.16', 'Nodejs14.18', 'Nodejs16.13', 'Nodejs18.15']
/** The bundles are compiled for this version of Node. */
const MIN_NODE = 18

export const runtime: Check = {
  name: 'runtime',
  isQuick: true,
  run({ service }) {
    const { runtime = '' } = service.provider
    const [, major] = /^Nodejs(\d+)\.\d+$/.exec(runtime) ?? []
    if (!(Number(major) >= MIN_NODE))
      return fail(
        runtime || 'none',
        `the bundles need Node ${MIN_NODE}`,
        'set SCF_RUNTIME=Nodejs18.15'
      )
    return KNOWN.includes(runtime)
      ? ok(runtime, 'it cannot be changed once the functions exist')
      : warn(
          runtime,
          'it is not known here, and no API lists the runtimes',
          "compare with the console's list (583/11060); scf_bootstrap names the node program too"
        )
  }
}
