import { applyFunction, type UploadedCode } from '../apply-function'
import { applyInvocation } from '../apply-invocation'
import { applyTriggers } from '../apply-triggers'
import { replace } from '../plugin-parts'
import { wantedTriggers } from '../wanted-triggers'
import { type Patch } from './patch'

/** A function as serverless-tencent-scf passes it around. */
interface Resource {
  Name: string
  FuncName: string
  Properties: {
    CodeUri: { Bucket: string; Key: string }
  }
}

/** What is deployed: functions, their variables and their triggers. */
export const deploymentPatches = {
  /**
   * The plugin does not support function URLs, and it accepts API gateway triggers, which the cloud
   * refuses halfway through.
   */
  events({ validate }, { serverless }) {
    replace(validate, 'validateEventsProperty', () => () => {
      const { functions, provider } = serverless.service
      for (const [name, entry] of Object.entries(functions))
        wantedTriggers(name, entry, provider.region)
    })
  },

  /**
   * The variables of one function are passed on to all that follow, and all values are uploaded
   * beside the code in plain text. The plugin gets none; the patch `functions` sets them.
   */
  variables({ provider }) {
    replace(provider, 'getEnvironment', () => () => null)
  },

  /**
   * The plugin does not send the type, concurrency, public network or init time limit, and does not
   * clear removed variables; a function that failed to be created blocks all later deployments. It
   * also tries to create SCF's service role, which a key that may only deploy is refused.
   */
  functions({ deployFunction }, { cloud, describe, serverless }) {
    replace(
      deployFunction,
      'deploy',
      () =>
        async function (_namespace: string, { Name, Properties: { CodeUri } }: Resource) {
          const code: UploadedCode = {
            CosBucketName: CodeUri.Bucket,
            CosObjectName: `/${CodeUri.Key}`
          }
          const log = (line: string) => serverless.cli.log(line)
          const wanted = describe(Name)
          await applyFunction(cloud(), wanted, code, log)
          await applyInvocation(
            cloud(),
            wanted.FunctionName,
            serverless.service.functions[Name],
            log
          )
          return null
        }
    )
  },

  /**
   * The plugin tags functions by a form of their name that no other tool uses any more, and fails
   * where the tag service does not know it. The patch `functions` has tagged them.
   */
  tags({ deployFunction }) {
    replace(deployFunction, 'createTags', () => async () => undefined)
  },

  /**
   * The patch `functions` has already waited until SCF was done; the plugin would wait three times
   * more, for at least a second each.
   */
  waiting({ deployFunction }) {
    replace(deployFunction, 'checkStatus', () => async () => true)
  },

  /**
   * The plugin does not make function URLs; deletes and recreates timers in every deployment; keeps
   * triggers that were removed from the file; and only logs what is wrong with a trigger, so that a
   * deployment succeeds without it.
   */
  triggers({ deployTrigger }, { cloud, serverless }) {
    replace(
      deployTrigger,
      'create',
      () =>
        async function (_namespace: string, _old: unknown, { Name, FuncName }: Resource) {
          const region = serverless.getProvider('tencent').getRegion()
          const wanted = wantedTriggers(Name, serverless.service.functions[Name], region)
          await applyTriggers(cloud(), FuncName, wanted)
        }
    )
  }
} satisfies Record<string, Patch>
