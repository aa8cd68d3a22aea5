// deploy/serverless.yml takes the stage from here, and the Serverless Framework calls this before it
// resolves anything else: so the stage's settings are in the environment when they are needed. It
// prints an error without a stack trace where there is none.
module.require('tsx/cjs')
const { loadSettings } = module.require('./load-settings.ts')

module.exports = async ({ options }) => {
  try {
    return { stage: await loadSettings(options) }
  } catch (error) {
    throw Object.assign(error, { stack: '' })
  }
}
