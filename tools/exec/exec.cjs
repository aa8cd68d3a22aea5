#!/usr/bin/env node
// `exec node ...` in package.json makes Node take the place of npm's shell, so that Ctrl-C and kill
// reach it and its exit code is npm's. The shell of Windows has no exec and finds this one instead;
// elsewhere the shell's own is used.
const { spawn } = require('node:child_process')

const [command, ...args] = process.argv.slice(2)
const child = spawn(command, args, { stdio: 'inherit' })
// the console tells the child too: it decides when to end
for (const signal of ['SIGINT', 'SIGBREAK', 'SIGHUP']) process.on(signal, () => undefined)
child.once('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
child.once('exit', (code) => process.exit(code ?? 1))
