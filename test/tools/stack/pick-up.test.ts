import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { seedFilesOf } from '../../../tools/database'
import { readMigrations } from '../../../tools/migrations'
import { type NpmStart, npmStart } from '../../support/npm-start'
import { createScratchProject, type ScratchProject } from '../../support/scratch-project'
import { freshCode, postJson } from '../../support/stack'

const WAIT_MS = 40_000

jest.setTimeout(120_000)

let copy: ScratchProject
let stack: NpmStart

beforeAll(async () => {
  copy = createScratchProject()
  stack = await npmStart(copy.root)
})
afterAll(async () => {
  await stack?.stop()
  copy.remove()
})

/** The gateway reads an edited contract by itself, sooner or later than the stack reports it. */
async function fetchOnceKnown(route: string): Promise<Response> {
  const startedAt = performance.now()
  for (;;) {
    const response = await fetch(stack.url + route)
    if (response.status !== 404 || performance.now() - startedAt > WAIT_MS) return response
    await response.arrayBuffer()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function write(file: string, text: string): void {
  const full = path.join(copy.root, file)
  mkdirSync(path.dirname(full), { recursive: true })
  writeFileSync(full, text)
}

function edit(file: string, from: string, to: string): void {
  const full = path.join(copy.root, file)
  const text = readFileSync(full, 'utf8')
  expect(text).toContain(from)
  writeFileSync(full, text.replace(from, to))
}

const ENTRY = `functions:
  vouchers:
    handler: vouchers.main_handler
    type: web
    events:
      - http: { name: vouchers-url, parameters: { authType: NONE } }
`
const OPERATION = `paths:
  /vouchers:
    get:
      operationId: listVouchers
      summary: Vouchers
      security: []
      tags: [vouchers]
      responses:
        '200':
          description: All
          content:
            application/json:
              schema: { type: object, additionalProperties: false, properties: { colour: { type: string } } }
              examples: { red: { summary: Red, value: { colour: red } } }
        '500': { $ref: 'shared.yaml#/components/responses/ServerError' }
`
const HANDLER = `import { operation } from '../shared/http/operation'
export const listVouchers = operation('listVouchers', {}, async () => ({ colour: 'green' }))
`
const EMPTY = `import { serve } from '../shared/http/serve'
export const { main_handler } = serve({})
`
const INDEX = `import { serve } from '../shared/http/serve'
import { listVouchers } from './list-vouchers'
export const { main_handler } = serve({ listVouchers })
`

it('serves a function that is described, written and added to serverless.yml meanwhile', async () => {
  edit('gateway-config/openapi.yaml', 'paths:\n', OPERATION)
  await stack.waitFor('the contract has changed: npm run contract passes that on to the functions')
  const missing = await fetchOnceKnown('/vouchers')
  expect(missing.status).toBe(501)
  expect(await missing.json()).toMatchObject({
    code: 'NOT_IMPLEMENTED',
    message: 'listVouchers is described but not written: cloudfunctions/vouchers/list-vouchers.ts'
  })
  await stack.waitFor('listVouchers is described but not written')
  await fetch(`${stack.url}/vouchers`)
  expect(stack.output().match(/listVouchers is described but not written/g)).toHaveLength(1)

  expect(await stack.run('contract')).toMatchObject({ status: 0 })
  write('cloudfunctions/vouchers/index.ts', EMPTY)
  edit('deploy/serverless.yml', 'functions:\n', ENTRY)
  await stack.waitFor('vouchers: new settings')
  await stack.waitFor('vouchers was rebuilt')
  const unserved = await fetch(`${stack.url}/vouchers`)
  expect(unserved.headers.get('x-gateway-source')).toMatch(/^function:vouchers/)
  expect([unserved.status, await unserved.json()]).toMatchObject([
    501,
    {
      message: 'listVouchers is described but not written: cloudfunctions/vouchers/list-vouchers.ts'
    }
  ])
  write('cloudfunctions/vouchers/list-vouchers.ts', HANDLER)
  write('cloudfunctions/vouchers/index.ts', INDEX)
  await stack.waitFor(/vouchers was rebuilt[^]*vouchers was rebuilt/)
  expect(await (await fetch(`${stack.url}/vouchers`)).json()).toEqual({ colour: 'green' })
})

it('keeps the last good serverless.yml while it is broken, and says why', async () => {
  const asked = () => fetch(`${stack.url}/session`)
  expect((await asked()).status).toBe(401)
  edit('deploy/serverless.yml', 'timeout: 6', 'timeout: six')
  await stack.waitFor(/deploy\/serverless\.yml:\d+: provider\.timeout: must be a whole number/)
  await stack.waitFor('until this is fixed, the previous version stays')
  expect((await asked()).headers.get('x-gateway-source')).toMatch(/ warm$/)
  edit('deploy/serverless.yml', 'timeout: six', 'timeout: 7')
  await stack.waitFor('login, session, user')
})

it('applies a new migration, and says what to do about a changed one', async () => {
  write('sql/0100-vouchers.sql', 'CREATE TABLE vouchers (id INT PRIMARY KEY);\n')
  await stack.waitFor('applied 0100-vouchers.sql')
  appendFileSync(path.join(copy.root, 'sql/0100-vouchers.sql'), '-- with a remark\n')
  await stack.waitFor(
    /0100-vouchers\.sql was applied before and has changed since: .*npm run db -- reset/
  )
  expect(await stack.run('db', 'reset', '--yes')).toMatchObject({
    status: 0,
    stdout: [
      ...readMigrations(copy.migrationsDir).map(({ name }) => `applied ${name}\n`),
      ...seedFilesOf(copy.migrationsDir).map((file) => `ran seed/${path.basename(file)}\n`)
    ].join('')
  })
  const login = await fetch(`${stack.url}/login`, postJson({ code: freshCode('alice') }))
  expect(login.status).toBe(200)
  const { stdout } = await stack.run('db', 'shell', 'SELECT COUNT(*) AS number FROM sessions')
  expect(stdout).toContain('1 rows')
})

it('uses new settings of .env, also after a byte order mark', async () => {
  write('.env', '\uFEFFLOGINS_PER_USER=0\n')
  await stack.waitFor(/login.*: new settings/)
  write('.env', 'LOGINS_PER_USER=0\nDATABASE_URL=mysql://a:b@127.0.0.1/c\n')
  await stack.waitFor('restart npm start to use the new DATABASE_URL')
  write('.env', 'LOGINS_PER_USR=0\n')
  await stack.waitFor('.env: LOGINS_PER_USR is unknown: do you mean LOGINS_PER_USER?')
})
