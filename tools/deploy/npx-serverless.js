#!/usr/bin/env node
// package.json names this file as the program `serverless`, so that `npx serverless deploy` in the
// project's folder runs the Serverless Framework of deploy/ instead of offering to download another.
const { spawnSync } = module.require('node:child_process')
const { existsSync } = module.require('node:fs')
const path = module.require('node:path')

const deployDir = path.resolve('deploy')
const program = path.join(deployDir, 'node_modules/serverless/bin/serverless.js')
if (!existsSync(program)) {
  console.error(
    `${deployDir} is not installed: run \`npm ci --prefix deploy --ignore-scripts\` first; ` +
      'then `npm run deploy -- --stage test` and `npx serverless deploy --stage test` both deploy'
  )
  process.exit(1)
}
// without this, the framework may start another, abandoned tool in mainland China
const env = { SLS_GEO_LOCATION: 'no-cn', SLS_TELEMETRY_DISABLED: '1', ...process.env }
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
  cwd: deployDir,
  env,
  stdio: 'inherit'
})
process.exitCode = status ?? 1
