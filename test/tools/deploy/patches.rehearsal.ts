import path from 'node:path'
import { buildArchive } from '../../../tools/deploy/archive/build-archive'
import { patches } from '../../../tools/deploy/plugin/patches'
import { TRUTHS } from '../../../tools/rehearsal'
import { project } from '../../support/project'
import { type Ended, type Rehearsal, startRehearsal } from './rehearsal'
import { makeService } from './service'

/**
 * Deploys without each patch of serverless-tencent-scf in turn, and shows what breaks without it.
 * The other rehearsals show that it works with all patches.
 */
let rehearsal: Rehearsal
let service: ReturnType<typeof makeService>
beforeAll(async () => {
  rehearsal = await startRehearsal()
  await buildArchive(project, 'test')
})
beforeEach(() => {
  service = makeService(undefined, path.join(__dirname, 'unplugged'))
})
afterEach(() => {
  service.remove()
  rehearsal.cloud.faults.clear()
  rehearsal.cloud.state.functions.clear()
  rehearsal.cloud.state.buckets.clear()
})
afterAll(() => rehearsal.stop())
jest.setTimeout(240_000)

const INVOKE = 'invoke --function login --stage test'
/** Long enough for a command that does not hang. */
const HANGS_MS = 20_000

function without(
  patch: keyof typeof patches,
  { command = 'deploy --stage test', deadlineMs }: { command?: string; deadlineMs?: number } = {}
): Promise<Ended> {
  return rehearsal.serverless(command, service.dir, { env: { UNPLUGGED: patch }, deadlineMs })
}
const functionNamed = (name: string) =>
  rehearsal.cloud.state.functions.get(`${project.name}-test-${name}`)
const dead = ({ calls }: Ended) => calls.filter(({ outcome }) => outcome === 'dead')

const tests: Record<keyof typeof patches, [breaks: string, test: () => Promise<void>]> = {
  telemetry: [
    'it calls the telemetry host, whose silence ends the command',
    async () => {
      const ended = await without('telemetry')
      expect(dead(ended).map(({ service: host }) => host)).toContain(
        'service-ocnymoks-1258344699.gz.apigw.tencentcs.com'
      )
      expect(ended.code).toBe(1)
    }
  ],
  realName: [
    'it asks that host whether the account is verified, and deploys nothing',
    async () => {
      const ended = await without('realName')
      expect(dead(ended)).not.toEqual([])
      expect(functionNamed('login')).toBeUndefined()
    }
  ],
  events: [
    'it refuses function URLs',
    async () => {
      const { code, output } = await without('events')
      expect(output).toContain('Event type "http" of function "login" not supported')
      expect(code).toBe(1)
    }
  ],
  variables: [
    'it uploads secrets beside the code, and passes them on between functions',
    async () => {
      await without('variables')
      const stored = [...rehearsal.cloud.state.buckets.values()].flatMap((bucket) => [...bucket])
      const [, record] = stored.find(([key]) => key.endsWith('.json')) ?? []
      const { Resources } = JSON.parse(record?.toString() ?? '{}') as {
        Resources: { default: Record<'login' | 'session', { Properties: object }> }
      }
      const secret = rehearsal.settings.WECHAT_APP_SECRET
      expect(JSON.stringify(Resources.default.login)).toContain(secret)
      expect(JSON.stringify(Resources.default.session)).toContain(secret)
    }
  ],
  credentials: [
    'it ignores the key in the environment, shows a QR code and waits for ever',
    async () => {
      const ended = await without('credentials', { deadlineMs: HANGS_MS })
      expect(dead(ended)).not.toEqual([])
      expect({ code: ended.code, writes: ended.writes }).toEqual({ code: null, writes: [] })
    }
  ],
  functions: [
    'it creates functions of the wrong type, without public network and variables',
    async () => {
      await without('functions')
      expect(functionNamed('login')?.type).toBe('Event')
      expect(functionNamed('login')?.latest.configuration).not.toHaveProperty('PublicNetConfig')
      expect(functionNamed('login')?.latest.configuration.Environment).toEqual({ Variables: [] })
    }
  ],
  tags: [
    'it tags functions by a form of their name that may not exist, and fails',
    async () => {
      const { cloud } = rehearsal
      cloud.state.truth = { ...TRUTHS.lenient, tagResources: 'namespace' }
      const { code, output } = await without('tags')
      cloud.state.truth = TRUTHS.lenient
      expect(output).toContain('no resource qcs::scf:ap-guangzhou::lam/lam-')
      expect(code).toBe(1)
    }
  ],
  waiting: [
    'it polls again for what is already done',
    async () => {
      const polls = ({ calls }: Ended) =>
        calls.filter(({ action, signature }) => action === 'GetFunction' && signature !== 'TC3')
      expect(polls(await without('waiting')).length).toBeGreaterThan(4)
    }
  ],
  triggers: [
    'it creates no function URL',
    async () => {
      await without('triggers')
      expect(functionNamed('login')?.triggers).toEqual([])
    }
  ],
  errors: [
    'it prints a stack trace for a refusal',
    async () => {
      rehearsal.cloud.faults.refuse('CreateFunction', { code: 'LimitExceeded.Function' })
      expect((await without('errors')).output).toMatch(/\n\s+at .*:\d+:\d+/)
    }
  ],
  exitCodes: [
    'it exits as if a failed command had succeeded',
    async () => {
      const { code, output } = await without('exitCodes', { command: INVOKE })
      expect(output).toContain('ResourceNotFound.Function')
      expect(code).toBe(0)
    }
  ]
}

it.each(Object.entries(tests).map(([name, [breaks, check]]) => ({ name, breaks, check })))(
  'breaks without the patch $name: $breaks',
  ({ check }) => check()
)

it('tests every patch', () => {
  expect(Object.keys(tests).sort()).toEqual(Object.keys(patches).sort())
})
