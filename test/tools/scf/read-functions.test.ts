import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFunctions } from '../../../tools/scf'
import { workbench } from './workbench'

const bench = workbench()
afterAll(bench.remove)

const DEPLOY = join(bench.dir, 'deploy')
mkdirSync(DEPLOY)

function read(functions: string, environment = {}, provider = 'memorySize: 256') {
  const file = join(DEPLOY, 'serverless.yml')
  writeFileSync(file, `service: x\nprovider:\n  ${provider}\nfunctions:\n${functions}`)
  return readFunctions(file, { distDir: '/dist', environment })
}

test("limits are the function's, else the provider's, else the platform's", () => {
  const [login, janitor] = read(`
  login:
    handler: login.main_handler
    timeout: 6
    events:
      - http: { name: login-url, parameters: { authType: NONE } }
  janitor:
    handler: clean.run
    memorySize: 512
    initTimeout: 20
    reservedInstances: 3
    events:
      - timer: { name: nightly, parameters: { cronExpression: '0 0 2 * * * *', enable: true, argument: all } }
      - timer: { name: closed, parameters: { cronExpression: '0 0 3 * * * *' } }
`)
  expect(login).toEqual({
    name: 'login',
    bundle: join('/dist', 'login.js'),
    type: 'event',
    event: 'url',
    handler: 'main_handler',
    timeoutSeconds: 6,
    initTimeoutSeconds: 65,
    memoryMb: 256,
    concurrency: 1,
    maxInstances: 512,
    environment: {},
    timers: [],
    region: 'ap-guangzhou'
  })
  expect(janitor).toMatchObject({
    bundle: join('/dist', 'clean.js'),
    handler: 'run',
    timeoutSeconds: 3,
    initTimeoutSeconds: 20,
    memoryMb: 512,
    maxInstances: 3,
    timers: [
      { name: 'nightly', cron: '0 0 2 * * * *', enabled: true, argument: 'all' },
      { name: 'closed', cron: '0 0 3 * * * *', enabled: false }
    ]
  })
})

test('a web function takes as many requests at once as the file says', () => {
  const web = '  a: { handler: a.b, type: web, instanceConcurrency: 50 }\n'
  expect(read(web)).toMatchObject([{ type: 'web', concurrency: 50 }])
})

test('an apigw trigger gives the event of an API gateway', () => {
  expect(read('  a: { handler: a.b, events: [{ apigw: { name: x } }] }\n')).toMatchObject([
    { event: 'apigw' }
  ])
})

test("the environment: provider's, function's, then the caller's, in all or for one", () => {
  const functions = `
  a: { handler: a.b, environment: { variables: { P: a, F: 1, SECRET: '\${env:SECRET}' } } }
  b: { handler: b.b }
`
  const provider = 'environment: { variables: { P: p, Q: q } }'
  const environment = { Q: 'caller', a: { ONLY: 'a' } }
  expect(read(functions, environment, provider).map((f) => f.environment)).toEqual([
    { P: 'a', F: '1', Q: 'caller', ONLY: 'a' },
    { P: 'p', Q: 'caller' }
  ])
})

test('what the file takes from elsewhere does not stop it from being read', () => {
  const provider = "region: ${opt:region, 'ap-beijing'}"
  const environment = { a: 'a variable that is named like the function' }
  const [settings] = read('  a: { handler: a.b }\n', environment, provider)
  expect([settings?.region, settings?.environment]).toEqual(['ap-guangzhou', environment])
})

test.each([
  ['timeout: 901', 'functions.a.timeout: wanted a whole number from 1 to 900'],
  ['timeout: soon', 'functions.a.timeout: wanted a whole number from 1 to 900'],
  ['memorySize: 200', 'functions.a.memorySize: memory comes in steps of 128 MB'],
  ['type: http', 'functions.a.type: wanted event or web'],
  ['instanceConcurrency: 5', 'functions.a.instanceConcurrency: only web functions take more'],
  ['reservedInstances: 0', 'functions.a.reservedInstances: wanted a whole number from 1 to 1000'],
  ['events: none', 'functions.a.events: wanted a list']
])('%s is refused with file and line', (wrong, message) => {
  expect(() => read(`  a:\n    handler: a.b\n    ${wrong}\n`)).toThrow(
    `deploy/serverless.yml:7: ${message}`
  )
})

test.each([
  ['  a: {}\n', 5, 'functions.a.handler: is missing; wanted text'],
  ['  a:\n    handler: nothing\n', 6, 'functions.a.handler: wanted <bundle>.<exported name>'],
  ['  a: [\n', 6, 'Flow sequence in block collection'],
  [
    "  a:\n    handler: a.b\n    events:\n      - timer: { name: t, parameters: { cronExpression: '0 2 * * *' } }\n",
    8,
    'functions.a.events.0.timer.parameters.cronExpression: CronPattern'
  ],
  [
    "  a:\n    handler: a.b\n    type: web\n    events:\n      - timer: { name: t, parameters: { cronExpression: '0 0 2 * * * *' } }\n",
    8,
    'functions.a.events: a web function has no timer triggers'
  ]
])('a file with %j is refused', (functions, line, message) => {
  expect(() => read(functions)).toThrow(`deploy/serverless.yml:${line}: ${message}`)
})

test("the project's own file can be read", () => {
  const file = join(__dirname, '..', '..', '..', 'deploy', 'serverless.yml')
  const names = readFunctions(file, { distDir: '/dist', environment: {} }).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['login', 'session']))
})
