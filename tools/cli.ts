/**
 * The command line: node --import tsx tools/cli.ts COMMAND [options], in the project's folder.
 * package.json has a script for the commands of every day; `npm run cli -- COMMAND` runs the others.
 */
import { type Command } from './common/command'
import { openProject } from './project'

interface Entry {
  summary: string
  load(): Promise<Command>
}

const COMMANDS: Record<string, Entry> = {
  start: {
    summary: 'run everything on this machine, behind one address',
    load: async () => (await import('./stack/commands/start')).start
  },
  mock: {
    summary: "answer every call from the contract's examples",
    load: async () => (await import('./gateway/commands/mock')).mock
  },
  preview: {
    summary: 'show any mini-program in the browser, in front of a running gateway',
    load: async () => (await import('./preview/commands/preview')).preview
  },
  gateway: {
    summary: 'switch routes, publish, roll back, while npm start or npm run mock runs',
    load: async () => (await import('./gateway/commands/gateway')).gateway
  },
  invoke: {
    summary: 'call one function with an event',
    load: async () => (await import('./scf/commands/invoke')).invoke
  },
  contract: {
    summary: 'check the contract and regenerate what is made from it',
    load: async () => (await import('./contract/commands/contract')).contract
  },
  build: {
    summary: 'bundle the functions into dist/',
    load: async () => (await import('./build/commands/build')).build
  },
  sbom: {
    summary: 'list the packages that the functions are made of (CycloneDX)',
    load: async () => (await import('./build/commands/sbom')).sbom
  },
  db: {
    summary: "look into the local stack's database, seed it, reset it",
    load: async () => (await import('./database/commands/db')).db
  },
  events: {
    summary: 'list work for later; retry or drop what is parked',
    load: async () => (await import('./database/commands/events')).events
  },
  migrate: {
    summary: "bring a database's schema up to date",
    load: async () => (await import('./deploy/commands/migrate')).migrate
  },
  deploy: {
    summary: 'deploy a stage with the Serverless Framework',
    load: async () => (await import('./deploy/commands/deploy')).deploy
  },
  release: {
    summary: 'publish a version and move traffic to it',
    load: async () => (await import('./deploy/commands/release')).release
  },
  rollback: {
    summary: 'move traffic back',
    load: async () => (await import('./deploy/commands/rollback')).rollback
  },
  domain: {
    summary: "create or change a stage's custom domain",
    load: async () => (await import('./deploy/commands/domain')).domain
  },
  'first-contact': {
    summary: "find out what your account's cloud really does",
    load: async () => (await import('./deploy/commands/first-contact')).firstContact
  },
  status: {
    summary: 'show what is live',
    load: async () => (await import('./deploy/commands/status')).status
  },
  logs: {
    summary: "search a stage's logs",
    load: async () => (await import('./deploy/commands/logs')).logs
  },
  alarms: {
    summary: 'create the alarms of a stage, or bring them up to date',
    load: async () => (await import('./deploy/commands/alarms')).alarms
  },
  'log-index': {
    summary: "make the fields of a stage's logs searchable",
    load: async () => (await import('./deploy/commands/log-index')).logIndex
  },
  remove: {
    summary: 'remove a stage',
    load: async () => (await import('./deploy/commands/remove')).remove
  },
  doctor: {
    summary: 'check everything that a deployment needs',
    load: async () => (await import('./deploy/commands/doctor')).doctor
  },
  rehearse: {
    summary: "rehearse deployment against a stand-in for Tencent Cloud's APIs",
    load: async () => (await import('./rehearsal/commands/rehearse')).rehearse
  },
  'check-miniprogram': {
    summary: "compile a mini-program with WeChat's own compilers",
    load: async () =>
      (await import('./check-miniprogram/commands/check-miniprogram')).checkMiniprogram
  },
  devtools: {
    summary: 'walk through the mini-program in WeChat DevTools',
    load: async () => (await import('./devtools/commands/devtools')).devtools
  }
}

async function main([name = '', ...args]: string[]): Promise<number | undefined> {
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (entry) return (await entry.load())(openProject(), args)
  const isHelp = ['', 'help', '--help', '-h'].includes(name)
  const print = isHelp ? console.log : console.error
  if (!isHelp) print(`there is no command "${name}"\n`)
  print('Usage: npm run cli -- COMMAND [options]      (--help explains a command)\n')
  const width = Math.max(...Object.keys(COMMANDS).map((known) => known.length))
  for (const [known, { summary }] of Object.entries(COMMANDS))
    print(`  ${known.padEnd(width)}  ${summary}`)
  return isHelp ? 0 : 1
}

main(process.argv.slice(2)).then(
  (code) => {
    if (code !== undefined) process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
)
