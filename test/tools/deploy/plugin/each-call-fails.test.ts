import { type Cloud } from '../../../../tools/deploy/cloud/client'
import { applyFunction } from '../../../../tools/deploy/plugin/apply-function'
import { applyTriggers } from '../../../../tools/deploy/plugin/apply-triggers'
import { describeFunction } from '../../../../tools/deploy/plugin/describe-function'
import { readDeployed } from '../../../../tools/deploy/plugin/snapshot'
import { wantedTriggers } from '../../../../tools/deploy/plugin/wanted-triggers'
import { type ServerlessService } from '../../../../tools/serverless-yml'
import { writeArchiveOf } from '../archive-of'
import { failing } from '../failing-cloud'
import { createCloudInProcess } from '../in-process'

const cronExpression = '0 0 * * * * *'
const service = (memorySize: number): ServerlessService => ({
  service: 'svc',
  provider: { region: 'ap-guangzhou', runtime: 'Nodejs18.15', memorySize },
  functions: {
    login: {
      handler: 'a.main',
      reservedInstances: 1,
      events: [
        { http: { name: 'url' } },
        { timer: { name: 'hourly', parameters: { cronExpression, enable: memorySize > 128 } } }
      ]
    }
  },
  package: {}
})

/** A stage of one function, and how it is deployed. */
function prepare() {
  const { cloud: slowly, state } = createCloudInProcess()
  state.buckets.set('code-1', new Map([['a.zip', writeArchiveOf({ 'a.js': '' })]]))
  /** Nothing has to be waited for. */
  const cloud: Cloud = async (name, action, parameters) => {
    const reply = await slowly<never>(name, action, parameters)
    for (const { busy } of state.functions.values()) busy.times = 0
    return reply
  }
  return {
    cloud,
    async deploy(memorySize: number, by: Cloud) {
      const all = service(memorySize)
      const place = { name: 'login', stage: 'test', code: `c${memorySize}` }
      const wanted = describeFunction(all, place)
      const code = { CosBucketName: 'code', CosObjectName: '/a.zip' }
      await applyFunction(by, wanted, code, () => undefined)
      const triggers = wantedTriggers('login', all.functions.login, 'ap-guangzhou')
      await applyTriggers(by, wanted.FunctionName, triggers)
    },
    stands: async () => (await readDeployed(cloud, ['svc-test-login'])).facts
  }
}

it.each([
  ['a first deployment', 'refused', []],
  ['a first deployment', 'lost', []],
  ['a later deployment', 'refused', [128]],
  ['a later deployment', 'lost', [128]]
] as const)(
  '%s is completed by the next one, whichever call is %s',
  async (_what, how, before) => {
    const clean = prepare()
    await clean.deploy(256, clean.cloud)
    const wanted = await clean.stands()
    for (let at = 0; ; at++) {
      const { cloud, deploy, stands } = prepare()
      for (const memorySize of before) await deploy(memorySize, cloud)
      const broken = failing(cloud, { at, how })
      const isDone = await deploy(256, broken.cloud).then(
        () => true,
        () => false
      )
      if (!isDone) await deploy(256, cloud)
      expect([at, await stands()]).toEqual([at, wanted])
      if (isDone && broken.count <= at) return
    }
  },
  60_000
)
