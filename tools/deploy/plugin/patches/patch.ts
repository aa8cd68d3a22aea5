import { type Cloud } from '../../cloud/client'
import { createCloud } from '../../cloud/create-cloud'
import { readCredentials } from '../../cloud/credentials'
import { type WantedFunction } from '../describe-function'
import { type PluginParts } from '../plugin-parts'
import { type Serverless } from '../serverless'

/** Repairs one fault of serverless-tencent-scf, independently of the other patches. */
export type Patch = (parts: PluginParts, context: PatchContext) => void

interface PatchContext {
  serverless: Serverless
  cloud: () => Cloud
  describe: (name: string) => WantedFunction
}

/** The cloud's client, created on first use: most commands of Serverless need no key. */
export function cloudOf(serverless: Serverless): () => Cloud {
  let cloud: Cloud | undefined
  return () =>
    (cloud ??= createCloud(
      readCredentials(process.env),
      serverless.getProvider('tencent').getRegion()
    ))
}
