import path from 'node:path'
import { type EventEntry, type ServerlessService } from '../../../tools/serverless-yml'
import { project } from '../../support/project'
import { type Rehearsal } from './rehearsal'
import { type makeService, startServiceRehearsal } from './service'

/**
 * What else serverless.yml may contain, deployed with `serverless` itself. Each test continues
 * where the one before it ended.
 */
let rehearsal: Rehearsal
let service: ReturnType<typeof makeService>
let stop: () => Promise<void>
beforeAll(async () => ({ rehearsal, service, stop } = await startServiceRehearsal()))
afterAll(() => stop())
jest.setTimeout(240_000)

const serverless = (command: string) => rehearsal.serverless(command, service.dir)
const login = () => rehearsal.cloud.state.functions.get(`${project.name}-test-login`)

function timer(name: string, parameters: object): Record<string, EventEntry> {
  return { timer: { name, parameters: { cronExpression: '0 0 2 * * * *', ...parameters } } }
}

/**
 * The login function as an event function, which timers need.
 */
function asEvent(events: Record<string, EventEntry>[]) {
  return ({ functions, provider }: ServerlessService) => {
    const { handler } = functions.login ?? { handler: '' }
    functions.login = { handler, events, environment: functions.login?.environment }
    provider.vpcConfig = { vpcId: 'vpc-1', subnetId: 'subnet-1' }
    provider.fixedIp = true
  }
}

const url = (name: string) => ({ http: { name } })

it('deploys an event function in a private network, with a URL and timers', async () => {
  service.write(
    asEvent([
      url('login-url'),
      timer('nightly', { enable: true, argument: 'old' }),
      timer('paused', {})
    ])
  )
  expect((await serverless('deploy --stage test')).code).toBe(0)
  expect(login()).toMatchObject({ type: 'Event', reservedMb: 0 })
  expect(login()?.latest.configuration).toMatchObject({
    Handler: 'login.main_handler',
    VpcConfig: { VpcId: 'vpc-1', SubnetId: 'subnet-1' },
    PublicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'ENABLE' } }
  })
  const triggers = login()?.triggers.map(({ TriggerName, Enable, Qualifier, CustomArgument }) => [
    TriggerName,
    Enable,
    Qualifier,
    CustomArgument
  ])
  expect(triggers).toEqual([
    ['url-trigger', 1, '$DEFAULT', ''],
    ['nightly', 1, '$DEFAULT', 'old'],
    ['paused', 0, '$DEFAULT', '']
  ])
  const body = { code: 'dev-alice-1' }
  const address = `${rehearsal.urlOf(`${project.name}-test-login`)}/login`
  expect((await rehearsal.ask(address, { method: 'POST', body })).status).toBe(200)
})

it('does not touch unchanged triggers', async () => {
  const { code, writes } = await serverless('deploy --stage test')
  expect(code).toBe(0)
  expect(writes.filter(({ action }) => action.endsWith('Trigger'))).toEqual([])
})

it('updates a changed trigger in place, and removes one that is no longer in the file', async () => {
  service.write(asEvent([url('login-url'), timer('nightly', { enable: false })]))
  const { writes } = await serverless('deploy --stage test')
  expect(
    writes
      .filter(({ action }) => action.endsWith('Trigger'))
      .map(({ action, parameters }) => [action, parameters.TriggerName])
  ).toEqual([
    ['DeleteTrigger', 'paused'],
    ['UpdateTrigger', 'nightly']
  ])
})

it('removes a variable that is no longer in the file', async () => {
  service.write((file) => {
    asEvent([url('login-url')])(file)
    delete file.provider.environment?.variables?.SESSION_SECONDS
  })
  const { output } = await serverless('deploy --stage test')
  expect(output).toContain('variable SESSION_SECONDS: gone')
  expect(JSON.stringify(login()?.latest.configuration)).not.toContain('SESSION_SECONDS')
})

it('refuses to turn an event function into a web function before anything is written', async () => {
  service.write(() => undefined)
  const { code, output, writes } = await serverless('deploy --stage test')
  expect(output).toContain(
    `${project.name}-test-login has Type Event, which SCF cannot change to HTTP`
  )
  expect({ code, writes }).toEqual({ code: 1, writes: [] })
})

it('refuses an apigw event with an alternative, without a call', async () => {
  service.write(({ functions }) => {
    if (functions.session) functions.session.events = [{ apigw: { name: 'serverless' } }]
  })
  const { code, output, calls } = await serverless('deploy --stage test')
  expect(output).toContain('functions.session: Tencent Cloud is closing its API gateway')
  expect(output).toContain('use http (a function URL)')
  expect({ code, calls }).toEqual({ code: 1, calls: [] })
})

it('sets an exit code for a command whose call is refused', async () => {
  service.write(() => undefined)
  const { code, output } = await serverless('invoke --function session --stage prepub')
  expect(output).toContain('ResourceNotFound.Function')
  expect(code).toBe(1)
})

it("points to our rollback instead of the plugin's own, which hides its errors", async () => {
  const { code, output, calls } = await serverless('rollback --timestamp 1 --stage test')
  expect(output).toContain('npm run rollback')
  expect({ code, calls }).toEqual({ code: 1, calls: [] })
})

it('says what makes the missing archive', async () => {
  service.write((file) => (file.package.artifact = path.join(service.dir, 'absent.zip')))
  const { code, output, calls } = await serverless('plan --stage test')
  expect(output).toContain('`npm run deploy` makes it')
  expect({ code, calls }).toEqual({ code: 1, calls: [] })
})
