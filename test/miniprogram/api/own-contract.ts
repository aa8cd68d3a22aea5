import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import ts from 'typescript'
import { parse } from 'yaml'
import { type CallReply } from '../../../miniprogram/api/reply'
import { contractInOneFile } from '../../support/contract-text'

const ROOT = path.resolve(__dirname, '../../..')

/** A client and session whose operations the compiler of the tests does not know. */
export interface OwnApi {
  createClient(options: object): {
    call(operationId: string, input?: unknown, token?: string): Promise<CallReply<'login'>>
  }
  createSession(options: object): {
    logIn(): Promise<unknown>
    call(operationId: string, input?: unknown): Promise<CallReply<'login'>>
  }
}

export interface OwnMiniProgram {
  api: OwnApi
  /** The compiler's messages on a page with this code, which has a `session`. */
  check(code: string): string[]
  remove(): void
}

interface OwnDocument {
  paths: object
  components: { schemas: Record<string, object>; securitySchemes: object }
}

/**
 * A copy of `api/` with the contract generated from this project's, these paths and schemes, and
 * without codes where a server names none.
 */
export async function generateOwn(
  paths: object,
  { schemes = {}, hasCodes = true } = {}
): Promise<OwnMiniProgram> {
  const dir = mkdtempSync(path.join(realpathSync(tmpdir()), 'own-contract-'))
  const file = path.join(dir, 'openapi.yaml')
  const { components, ...document } = parse(contractInOneFile()) as OwnDocument
  const { schemas, securitySchemes } = components
  for (const [name, schema] of Object.entries(schemas))
    if (!hasCodes && 'x-codes' in schema) schemas[name] = { type: 'string' }
  const own = {
    ...document,
    components: { ...components, securitySchemes: { ...securitySchemes, ...schemes } },
    paths: { ...document.paths, ...paths }
  }
  writeFileSync(file, JSON.stringify(own))
  cpSync(path.join(ROOT, 'miniprogram/api'), path.join(dir, 'api'), { recursive: true })
  writeFileSync(path.join(dir, 'api/contract.ts'), generateTypes(file))
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './api/client'; export * from './api/session'`,
      resolveDir: dir
    },
    bundle: true,
    write: false,
    format: 'cjs'
  })
  writeFileSync(path.join(dir, 'api.js'), outputFiles[0]?.contents ?? '')
  return {
    api: createRequire(path.join(dir, 'x.js'))('./api.js') as OwnApi,
    check: (code) => compile(dir, code),
    remove: () => rmSync(dir, { recursive: true, force: true })
  }
}

/** In a process of its own: Jest cannot load what the generator is made of. */
function generateTypes(file: string): string {
  const script = `
    const { loadContract } = require('./tools/contract')
    const { generateTypes } = require('./tools/contract/generate/contract-types')
    loadContract(${JSON.stringify(file)}).then((contract) => generateTypes(contract, 'client')).then((text) => process.stdout.write(text))`
  const options = { cwd: ROOT, encoding: 'utf8' } as const
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], options)
  if (!stdout) throw new Error(stderr)
  return stdout
}

function compile(dir: string, code: string): string[] {
  const page = path.join(dir, 'page.ts')
  writeFileSync(
    page,
    `import { type UserSession } from './api/session'\ndeclare const session: UserSession\n${code}\nexport {}\n`
  )
  const program = ts.createProgram([page], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2020,
    typeRoots: [path.join(ROOT, 'node_modules')],
    types: ['miniprogram-api-typings']
  })
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
