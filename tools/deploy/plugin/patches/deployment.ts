import { applyFunction, type UploadedCode } from '../apply-function'
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
    Events?: Record<string, { Type: string }>[]
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
      for (const [name, entry] of Object.entries(serverless.service.functions))
        wantedTriggers(name, entry)
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
   * clear removed variables; a function that failed to be created blocks all later deployments.
   */
  functions({ deployFunction }, { cloud, describe, serverless }) {
    let hasRole = false
    replace(
      deployFunction,
      'deploy',
      () =>
        async function (
          this: { addRole: () => Promise<void> },
          _namespace: string,
          { Name, Properties: { CodeUri } }: Resource
        ) {
          if (!hasRole) await this.addRole()
          hasRole = true
          const code: UploadedCode = {
            CosBucketName: CodeUri.Bucket,
            CosObjectName: `/${CodeUri.Key}`
          }
          await applyFunction(cloud(), describe(Name), code, (line) => serverless.cli.log(line))
          return null
        }
    )
  },

  /**
   * The patch `functions` has already waited until SCF was done; the plugin would wait three times
   * more, for at least a second each.
   */
  waiting({ deployFunction }) {
    replace(deployFunction, 'checkStatus', () => async () => true)
  },

  /**
   * Every deployment deletes and recreates timers; triggers that were removed from the file stay in
   * the cloud.
   */
  triggers({ deployTrigger }, { cloud, serverless }) {
    replace(
      deployTrigger,
      'create',
      (original) =>
        async function (this: unknown, ...[namespace, old, resource, ...rest]: unknown[]) {
          const { Name, FuncName, Properties } = resource as Resource
          const Events = Properties.Events?.filter((event) =>
            Object.values(event).every(({ Type }) => Type !== 'Timer')
          )
          const others = { ...(resource as Resource), Properties: { ...Properties, Events } }
          await original.call(this, namespace, old, others, ...rest)
          await applyTriggers(cloud(), FuncName, Name, serverless.service.functions[Name])
        }
    )
  }
} satisfies Record<string, Patch>
