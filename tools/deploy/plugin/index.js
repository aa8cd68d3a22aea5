// The Serverless Framework loads this file in a process of its own, as JavaScript, and calls its
// export with `new`. The plugin itself is TypeScript.
module.require('tsx/cjs')
const { createPlugin } = module.require('./plugin.ts')

module.exports = function TencentCompat(serverless) {
  return createPlugin(serverless)
}
