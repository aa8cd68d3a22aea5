import { createCloud, type Cloud } from '../../cloud/client'
import { readCredentials } from '../../cloud/credentials'
import type { WantedFunction } from '../describe-function'
import type { PluginParts } from '../plugin-parts'
import type { Serverless } from '../serverless'

/** One thing that is wrong with the plugin, and its cure. Each stands alone. */
export type Patch = (parts: PluginParts, context: Context) => void

/** What the patches know beside the plugin. */
export interface Context {
  serverless: Serverless
  cloud: () => Cloud
  describe: (name: string) => WantedFunction
}

/**
 * Makes the one that calls the cloud when it is first needed: most commands of Serverless need no
 * key.
 */
export function cloudOf(serverless: Serverless): () => Cloud {
  let cloud: Cloud | undefined
  return () =>
    (cloud ??= createCloud(
      readCredentials(process.env),
      serverless.getProvider('tencent').getRegion()
    ))
}
