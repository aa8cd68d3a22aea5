import path from 'node:path'
import { buildArchive } from '../../../tools/deploy/archive/build-archive'
import { patches } from '../../../tools/deploy/plugin/patches'
import { startRehearsal, type Ended, type Rehearsal } from './rehearsal'
import { makeService } from './service'

/**
 * Each patch of serverless-tencent-scf, pulled out: the rest deploys as before, and what the patch
 * is for is seen to break. The same is seen to work with all patches by the other rehearsals.
 */
let rehearsal: Rehearsal
let service: ReturnType<typeof makeService>
beforeAll(async () => {
  rehearsal = await startRehearsal()
  await buildArchive()
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
jest.setTimeout(100_000)

const INVOKE = 'invoke --function login --stage test'
/** Long enough to fail, if it failed. */
const HANGS_MS = 20_000

function without(
  patch: keyof typeof patches,
  { command = 'deploy --stage test', deadlineMs }: { command?: string; deadlineMs?: number } = {}
): Promise<Ended> {
  return rehearsal.serverless(command, service.dir, { env: { UNPLUGGED: patch }, deadlineMs })
}
const functionNamed = (name: string) =>
  rehearsal.cloud.state.functions.get(`weapp-scf-test-${name}`)
const dead = ({ calls }: Ended) => calls.filter(({ outcome }) => outcome === 'dead')

const tests: Record<keyof typeof patches, [breaks: string, test: () => Promise<void>]> = {
  telemetry: [
    'the telemetry host is called, and its silence ends the command',
    async () => {
      const ended = await without('telemetry')
      expect(dead(ended).map(({ service: host }) => host)).toContain(
        'service-ocnymoks-1258344699.gz.apigw.tencentcs.com'
      )
      expect(ended.code).toBe(1)
    }
  ],
  realName: [
    'the same host is asked for the real name, and nothing is deployed',
    async () => {
      const ended = await without('realName')
      expect(dead(ended)).not.toEqual([])
      expect(functionNamed('login')).toBeUndefined()
    }
  ],
  events: [
    'function URLs are refused',
    async () => {
      const { code, output } = await without('events')
      expect(output).toContain('Event type "http" of function "login" not supported')
      expect(code).toBe(1)
    }
  ],
  variables: [
    'secrets are uploaded beside the code, those of one function for the other too',
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
    'the key in the environment is not used: the plugin shows a code to scan, and waits for ever',
    async () => {
      const ended = await without('credentials', { deadlineMs: HANGS_MS })
      expect(dead(ended)).not.toEqual([])
      expect({ code: ended.code, writes: ended.writes }).toEqual({ code: null, writes: [] })
    }
  ],
  functions: [
    'functions are of the wrong type, without public network, time limit at start or tags',
    async () => {
      await without('functions')
      expect(functionNamed('login')?.type).toBe('Event')
      expect(functionNamed('login')?.latest.configuration).not.toHaveProperty('PublicNetConfig')
      expect(functionNamed('login')?.latest.configuration).not.toHaveProperty('Environment')
    }
  ],
  waiting: [
    'the plugin asks again, and sleeps, for what has been waited for',
    async () => {
      const polls = ({ calls }: Ended) =>
        calls.filter(({ action, signature }) => action === 'GetFunction' && signature !== 'TC3')
      expect(polls(await without('waiting')).length).toBeGreaterThan(4)
    }
  ],
  triggers: [
    'no function URL is made',
    async () => {
      await without('triggers')
      expect(functionNamed('login')?.triggers).toEqual([])
    }
  ],
  errors: [
    'a refusal comes with a stack instead of a line',
    async () => {
      rehearsal.cloud.faults.refuse('CreateFunction', { code: 'LimitExceeded.Function' })
      expect((await without('errors')).output).toMatch(/\n\s+at .*:\d+:\d+/)
    }
  ],
  exitCodes: [
    'a failed command ends as if it had succeeded',
    async () => {
      const { code, output } = await without('exitCodes', { command: INVOKE })
      expect(output).toContain('ResourceNotFound.Function')
      expect(code).toBe(0)
    }
  ]
}

it.each(Object.entries(tests).map(([name, [breaks, test]]) => ({ name, breaks, test })))(
  'without $name: $breaks',
  ({ test }) => test()
)

it('every patch has its test', () => {
  expect(Object.keys(tests).sort()).toEqual(Object.keys(patches).sort())
})
