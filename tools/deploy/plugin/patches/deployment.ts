import { applyFunction, type Code } from '../apply-function'
import { applyTriggers } from '../apply-triggers'
import { replace } from '../plugin-parts'
import { wantedTriggers } from '../wanted-triggers'
import type { Patch } from './patch'

/** A function as the plugin hands it around. */
interface Resource {
  Name: string
  FuncName: string
  Properties: {
    CodeUri: { Bucket: string; Key: string }
    Events?: Record<string, { Type: string }>[]
  }
}

/** What is deployed: functions, their variables, their triggers. */
export const deploymentPatches = {
  /**
   * Function URLs are unknown to the plugin; API gateway triggers are refused by the cloud,
   * half-way through.
   */
  events({ validate }, { serverless }) {
    replace(validate, 'validateEventsProperty', () => () => {
      for (const [name, entry] of Object.entries(serverless.service.functions))
        wantedTriggers(name, entry)
    })
  },

  /**
   * Variables of one function are given to all that follow, and all values are uploaded beside the
   * code, in clear. The plugin gets none: `functions` sets them.
   */
  variables({ provider }) {
    replace(provider, 'getEnvironment', () => () => null)
  },

  /**
   * Web functions, concurrency, public network, init time limit, and variables that are no longer
   * wanted, are never sent; a function that could not be created blocks all later deployments.
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
          const code: Code = { CosBucketName: CodeUri.Bucket, CosObjectName: `/${CodeUri.Key}` }
          await applyFunction(cloud(), describe(Name), code, (line) => serverless.cli.log(line))
          return null
        }
    )
  },

  /**
   * `functions` has waited until SCF was done; the plugin waits three times more, a second at
   * least.
   */
  waiting({ deployFunction }) {
    replace(deployFunction, 'checkStatus', () => async () => true)
  },

  /**
   * Timers are deleted and made anew by every deployment; triggers gone from the file stay in the
   * cloud.
   */
  triggers({ deployTrigger }, { cloud, serverless }) {
    replace(
      deployTrigger,
      'create',
      (original) =>
        async function (this: unknown, ...[namespace, old, resource, ...told]: unknown[]) {
          const { Name, FuncName, Properties } = resource as Resource
          const Events = Properties.Events?.filter((event) =>
            Object.values(event).every(({ Type }) => Type !== 'Timer')
          )
          const others = { ...(resource as Resource), Properties: { ...Properties, Events } }
          await original.call(this, namespace, old, others, ...told)
          await applyTriggers(cloud(), FuncName, Name, serverless.service.functions[Name])
        }
    )
  }
} satisfies Record<string, Patch>
