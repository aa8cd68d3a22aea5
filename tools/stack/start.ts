/** npm start: the whole back end on this machine, behind one address. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { migrate } from '../migrations'
import { keepFunctionsBuilt } from '../build'
import { domainHint } from '../gateway/hint'
import { createLineWriter } from '../gateway/line-writer'
import { useDatabase } from '../mysql'
import { checkFree, readPort } from '../common/port'
import { announceStack, stackHome } from '../common/running-stack'
import { checkFiles, startStack } from './stack'
import { stopOnSignal } from '../common/signals'

const ROOT = path.resolve(__dirname, '../..')
const HELP = `Usage: npm start [-- --inspect FUNCTION] [-- --freeze]

Starts a MySQL server, a stand-in for WeChat, the functions and the gateway. A function is built
again when its sources are saved, and the next call sees it. Ctrl-C ends everything.

  --inspect login   debug a function: attach to port 9229; it has no time limit then
  --freeze          stop instances between calls, as the cloud does (not on Windows)

  PORT           the gateway's port (3000); stacks with different ports run side by side
  DATABASE_URL   use this database instead of a private one
  WECHAT_API_URL=https://api.weixin.qq.com
                 ask WeChat itself (then set WECHAT_APPID and WECHAT_APP_SECRET too)

These and the other settings of .env.example can also stand in a file named .env.`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      inspect: { type: 'string' },
      freeze: { type: 'boolean' },
      help: { type: 'boolean' }
    }
  })
  if (values.help) return console.log(HELP)
  const startedAt = performance.now()
  if (existsSync(path.join(ROOT, '.env'))) process.loadEnvFile(path.join(ROOT, '.env'))
  const port = readPort(process.env.PORT ?? '3000', 1)
  await checkFree(port, `PORT=${port + 1} npm start uses another one`)
  checkFiles(values.inspect)
  const { home, distDir } = stackHome({ localDir: path.join(ROOT, '.local') }, port)
  const abort = new AbortController()
  const lines = createLineWriter()
  const parts: { stop(): Promise<void> }[] = [{ stop: lines.close }]
  const stop = stopOnSignal(async () => {
    abort.abort()
    for (const part of parts.reverse()) await part.stop()
  })
  try {
    const build = keepFunctionsBuilt({ root: ROOT }, distDir, {
      debug: values.inspect !== undefined
    })
    parts.push(build)
    const database = await useDatabase({
      url: process.env.DATABASE_URL,
      dir: path.join(home, 'mysql'),
      onProgress: (line) => console.log(`mysql     ${line}`),
      signal: abort.signal
    })
    parts.push(database)
    console.log(`mysql     ${database.description}`)
    for (const name of await migrate(database.url, path.join(ROOT, 'sql')))
      console.log(`mysql     applied ${name}`)
    await build.built
    const stack = await startStack({
      port,
      settings: { ...readSettings(), DATABASE_URL: database.url },
      keysFile: path.join(home, 'keys.json'),
      distDir,
      mode: 'environments',
      timers: true,
      freeze: values.freeze,
      inspect: values.inspect,
      log: lines.write
    })
    parts.push(
      stack,
      announceStack({ localDir: path.join(ROOT, '.local') }, port, stack.environment)
    )
    build.onChange((name) => {
      stack.scf.reload(name)
      lines.write(`scf       ${name} is built anew`)
    })
    console.log(`wechat    ${stack.wechat?.url ?? process.env.WECHAT_API_URL ?? ''}`)
    console.log(`database  ${keepUrl(database.url, home)}`)
    console.log(`gateway   http://localhost:${port} (ready in ${seconds(startedAt)} s)`)
    console.log(`console   http://localhost:${port}/_gateway/`)
    console.log(`docs      http://localhost:${port}/docs`)
    console.log(`preview   http://localhost:${port}/preview`)
    for (const line of domainHint(path.join(ROOT, 'miniprogram'))) console.log(line)
    console.log('\nTry it:   ' + tryLine(port))
    console.log('Ctrl-C ends everything.\n')
  } catch (error) {
    if (abort.signal.aborted) return
    console.error(error instanceof Error ? error.message : error)
    await stop()
    process.exit(1)
  }
}

/** A URL holds a password: it goes into a file that only its owner reads, not onto the screen. */
function keepUrl(url: string, home: string): string {
  const file = path.join(home, 'database-url')
  mkdirSync(home, { recursive: true })
  writeFileSync(file, `${url}\n`, { mode: 0o600 })
  return `${new URL(url).host} (the whole address is in ${path.relative(ROOT, file)})`
}

function tryLine(port: number): string {
  const code = `dev-alice-${Date.now().toString(36)}`
  return `curl -s localhost:${port}/login -H 'content-type: application/json' -d '{"code":"${code}"}'`
}

/** The settings that .env.example lists, as far as the environment has them. */
function readSettings(): Record<string, string> {
  const example = readFileSync(path.join(ROOT, '.env.example'), 'utf8')
  const names = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? '')
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
  )
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
