import { accountPatches } from './account'
import { deploymentPatches } from './deployment'
import { outcomePatches } from './outcome'
import type { Patch } from './patch'

export { cloudOf } from './patch'

/** All that is wrong with serverless-tencent-scf 0.1.36, as far as it is used here. */
export const patches: Record<string, Patch> = {
  ...accountPatches,
  ...deploymentPatches,
  ...outcomePatches
}
