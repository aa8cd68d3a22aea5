import { describeError } from '../describe-error'
import { replace } from '../plugin-parts'
import { type Patch } from './patch'

/** How a command reports its outcome. */
export const outcomePatches = {
  /**
   * Failures are thrown as strings, or as the object store's responses; Serverless prints neither.
   */
  errors({ deploy, deployFunction }, { serverless }) {
    replace(
      deploy,
      'deploy',
      (original) =>
        async function (this: unknown) {
          try {
            return await original.call(this)
          } catch (error) {
            throw new serverless.classes.Error(describeError(error), 'TENCENT_CLOUD')
          }
        }
    )
    for (const name of ['uploadPackage2Cos', 'uploadService2Cos'])
      replace(
        deployFunction,
        name,
        (original) =>
          async function (this: unknown, ...given: unknown[]) {
            try {
              return await original.call(this, ...given)
            } catch (error) {
              throw new Error(`the upload failed: ${describeError(error)}`)
            }
          }
      )
  },

  /** All other commands log their errors and then exit as if they had succeeded. */
  exitCodes(_parts, { serverless: { cli } }) {
    const { log } = cli
    cli.log = (message) => {
      if (typeof message === 'string') return log.call(cli, message)
      process.exitCode = 1
      log.call(cli, describeError(message))
    }
  }
} satisfies Record<string, Patch>
