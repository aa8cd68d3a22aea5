import { join } from 'node:path'
import { readFunctions } from '../../../tools/serverless-yml'
import { project } from '../../support/project'
import { temporaryServerlessFile } from './temporary-file'

const yml = temporaryServerlessFile()
afterAll(yml.remove)

function read(functions: string, environment = {}, provider = 'memorySize: 256') {
  yml.write(`service: x\nprovider:\n  ${provider}\nfunctions:\n${functions}`)
  return readFunctions(yml.file, { distDir: '/dist', environment })
}

it("takes limits from the function, else the provider, else the platform's defaults", () => {
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

it('reads how many requests a web function takes at once', () => {
  const web = '  a: { handler: a.b, type: web, instanceConcurrency: 50 }\n'
  expect(read(web)).toMatchObject([{ type: 'web', concurrency: 50 }])
})

it('uses the event of an API gateway for a function with an apigw trigger', () => {
  expect(read('  a: { handler: a.b, events: [{ apigw: { name: x } }] }\n')).toMatchObject([
    { event: 'apigw' }
  ])
})

it('merges the environment of provider, function and caller, the last one wins', () => {
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

it('ignores variables that the file takes from elsewhere', () => {
  const provider = "region: ${opt:region, 'ap-beijing'}"
  const environment = { a: 'a variable that is named like the function' }
  const [settings] = read('  a: { handler: a.b }\n', environment, provider)
  expect([settings?.region, settings?.environment]).toEqual(['ap-guangzhou', environment])
})

it.each([
  ['timeout: 901', 'functions.a.timeout: must be a whole number from 1 to 900'],
  ['timeout: soon', 'functions.a.timeout: must be a whole number from 1 to 900'],
  ['memorySize: 200', 'functions.a.memorySize: must be 64 or a multiple of 128'],
  ['type: http', 'functions.a.type: must be event or web'],
  ['instanceConcurrency: 5', 'functions.a.instanceConcurrency: only web functions take more'],
  ['reservedInstances: 0', 'functions.a.reservedInstances: must be a whole number from 1 to 1000'],
  ['events: none', 'functions.a.events: must be a list']
])('refuses %s with file and line', (wrong, message) => {
  expect(() => read(`  a:\n    handler: a.b\n    ${wrong}\n`)).toThrow(
    `deploy/serverless.yml:7: ${message}`
  )
})

it.each([
  ['  a: {}\n', 5, 'functions.a.handler: is missing; it must be text'],
  ['  a:\n    handler: nothing\n', 6, 'functions.a.handler: must be <bundle>.<exported name>'],
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
])('refuses a file with %j', (functions, line, message) => {
  expect(() => read(functions)).toThrow(`deploy/serverless.yml:${line}: ${message}`)
})

it("reads the project's own file", () => {
  const options = { distDir: '/dist', environment: {} }
  const names = readFunctions(project.serverlessFile, options).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['login', 'session']))
})
