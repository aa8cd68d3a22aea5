import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadContract } from '../../../tools/contract'
import { type Gateway, type GatewayOptions, startGateway } from '../../../tools/gateway'
import { type PublishingFiles } from '../../../tools/gateway/switchboard/publishing'
import { createScf } from '../../../tools/scf'
import { contractInOneFile } from '../../support/contract-text'
import { project } from '../../support/project'

export const ENVIRONMENTS = `# what answers
test:
  source: function # as in the cloud
  cors: { origins: ['*'], maxAgeSeconds: 60 }
  routes: {}
prepub:
  source: function
  routes:
    login: { source: mock }
release:
  source: function
`

/** A handler that answers by method and path, from the file beside it. */
const BUNDLE = `const { appendFileSync, readFileSync } = require('fs')
exports.main_handler = async ({ httpMethod, path }) => {
  const answers = JSON.parse(readFileSync(__dirname + '/answers.json'))
  const { status, body } = answers[httpMethod + ' ' + path]
  appendFileSync(__dirname + '/calls', '.')
  const headers = { 'content-type': 'application/json' }
  return { statusCode: status, headers, body: body === undefined ? '' : JSON.stringify(body) }
}
`

export interface SwitchedGateway {
  url: string
  /** Its own copies, which tests may change. */
  files: PublishingFiles
  lines: string[]
  fetch(where: string, init?: RequestInit, environment?: string): Promise<Response>
  /** PUT for a source, else POST. */
  admin(where: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** What a function answers from now on. */
  setAnswer(operation: string, status: number, body?: unknown): void
  /** How often functions were called. */
  functionCalls(): number
  restart(): Promise<void>
  stop(): Promise<void>
}

/**
 * A gateway with its own files and real functions in real processes. The functions answer with the
 * contract's first example until `setAnswer` changes that.
 */
export async function startSwitchedGateway(
  environments = ENVIRONMENTS,
  options: Partial<GatewayOptions> = {}
): Promise<SwitchedGateway> {
  const dir = mkdtempSync(path.join(tmpdir(), 'switched gateway '))
  const files = {
    generatedDir: project.generatedDir,
    contractFile: path.join(dir, 'openapi.yaml'),
    environmentsFile: path.join(dir, 'environments.yaml'),
    snapshotsDir: path.join(dir, 'gateway'),
    distDir: path.join(dir, 'dist')
  }
  mkdirSync(files.distDir)
  writeFileSync(files.contractFile, contractInOneFile())
  writeFileSync(files.environmentsFile, environments)

  const { operations } = await loadContract(files.contractFile)
  const answers = Object.fromEntries(
    operations.map(({ method, path: where, examples }) => {
      const { status, value } = examples.find((example) => example.status < 300) ?? { status: 204 }
      return [`${method} ${where}`, { status, body: value }]
    })
  )
  const answersFile = path.join(files.distDir, 'answers.json')
  const writeAnswers = () => writeFileSync(answersFile, JSON.stringify(answers))
  writeAnswers()
  writeFileSync(path.join(files.distDir, 'calls'), '')

  const names = [...new Set(operations.map((operation) => operation.function))]
  for (const name of names) writeFileSync(path.join(files.distDir, `${name}.js`), BUNDLE)
  const scf = createScf({
    functions: names.map((name) => ({
      name,
      bundle: path.join(files.distDir, `${name}.js`),
      type: 'event',
      event: 'url',
      handler: 'main_handler',
      timeoutSeconds: 5,
      initTimeoutSeconds: 10,
      memoryMb: 128,
      concurrency: 1,
      maxInstances: 20,
      environment: {},
      timers: []
    })),
    log: () => undefined
  })

  const lines: string[] = []
  const start = () =>
    startGateway({
      ...files,
      localDir: dir,
      mode: 'environments',
      port: 0,
      scf,
      log: (line) => lines.push(line),
      ...options
    })
  let gateway: Gateway = await start().catch(async (error: unknown) => {
    await scf.stop()
    throw error
  })

  const self: SwitchedGateway = {
    url: gateway.url,
    files,
    lines,
    fetch: (where, init = {}, environment) =>
      fetch(self.url + where, {
        ...init,
        headers: {
          ...(init.headers as Record<string, string>),
          ...(environment && { 'x-gateway-environment': environment })
        }
      }),
    admin: (where, body, headers = {}) =>
      fetch(`${self.url}/_gateway/${where}`, {
        method: (body as { source?: string }).source ? 'PUT' : 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers }
      }),
    setAnswer(operation, status, body) {
      answers[operation] = { status, body }
      writeAnswers()
    },
    functionCalls: () => readFileSync(path.join(files.distDir, 'calls'), 'utf8').length,
    async restart() {
      await gateway.stop()
      gateway = await start()
      self.url = gateway.url
    },
    async stop() {
      await gateway.stop()
      await scf.stop()
      rmSync(dir, { recursive: true })
    }
  }
  return self
}

/** What answered: `mock:loggedIn`, `function`. */
export async function sourceOf(response: Promise<Response>): Promise<string> {
  const { headers } = await response
  const source = headers.get('x-gateway-source') ?? ''
  return source.startsWith('function:') ? 'function' : source
}

/** Replaces a part of a file; throws when the file does not have it. */
export function editFile(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`)
  writeFileSync(file, text.replace(from, to))
}

/** Polls until a condition holds; rejects when it takes too long. Resolves to the time it took, in ms. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  timeoutMs = 20_000
): Promise<number> {
  const startedAt = performance.now()
  while (!(await isSo())) {
    if (performance.now() - startedAt > timeoutMs)
      throw new Error(`it does not hold after ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  return performance.now() - startedAt
}
