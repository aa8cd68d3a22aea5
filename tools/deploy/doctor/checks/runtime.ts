import { fail, ok, warn, type Check } from '../check'

/** The API has no list of them: cloud.tencent.com/document/product/583/11060 */
const KNOWN = ['Nodejs12.16', 'Nodejs14.18', 'Nodejs16.13', 'Nodejs18.15']
/** What the bundles are compiled for */
const LEAST = 18

export const runtime: Check = {
  name: 'runtime',
  first: true,
  run({ service }) {
    const { runtime = '' } = service.provider
    const [, major] = /^Nodejs(\d+)\.\d+$/.exec(runtime) ?? []
    if (!(Number(major) >= LEAST))
      return fail(
        runtime || 'none',
        `the bundles need Node ${LEAST}`,
        'set SCF_RUNTIME=Nodejs18.15'
      )
    return KNOWN.includes(runtime)
      ? ok(runtime, 'it cannot be changed once the functions exist')
      : warn(
          runtime,
          'not among those known here, and SCF has no list to ask',
          "compare with the console's list (583/11060); scf_bootstrap names its node too"
        )
  }
}
