import { accountPatches } from './account'
import { deploymentPatches } from './deployment'
import { outcomePatches } from './outcome'
import { type Patch } from './patch'

export { cloudOf } from './patch'

/** Repairs everything in serverless-tencent-scf 0.1.36 that is used here and broken. */
export const patches: Record<string, Patch> = {
  ...accountPatches,
  ...deploymentPatches,
  ...outcomePatches
}
