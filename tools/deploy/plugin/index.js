// Serverless loads plugins as JavaScript, and makes them with `new`. This one is TypeScript, as all
// else here.
module.require('tsx/cjs')
const { createTencentCompat } = module.require('./plugin.ts')

module.exports = function TencentCompat(serverless) {
  return createTencentCompat(serverless)
}
