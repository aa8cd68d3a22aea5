// The project's plugin without the one patch that UNPLUGGED names.
module.require('tsx/cjs')
const { patches } = module.require('../../../../tools/deploy/plugin/patches/index.ts')
const { createPlugin } = module.require('../../../../tools/deploy/plugin/plugin.ts')

const applied = Object.entries(patches).filter(([name]) => name !== process.env.UNPLUGGED)

module.exports = function Unplugged(serverless) {
  return createPlugin(
    serverless,
    applied.map(([, patch]) => patch)
  )
}
