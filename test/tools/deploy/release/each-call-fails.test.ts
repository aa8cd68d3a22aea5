import { type Cloud } from '../../../../tools/deploy/cloud/client'
import { runRelease } from '../../../../tools/deploy/release/run-release'
import { runRollback } from '../../../../tools/deploy/release/run-rollback'
import { failing } from '../failing-cloud'
import { createDeployedStage } from './deployed-stage'

const log = () => undefined
const fixed = { stage: 'test' as const, dryRun: false, note: '' }

/** Release 1 is live, `two` is deployed, and one instance of login is kept ready. */
async function prepare() {
  const deployed = await createDeployedStage(['login', 'session', 'janitor'])
  /** Nothing has to be waited for. */
  const cloud: Cloud = async (service, action, parameters) => {
    const reply = await deployed.stage.cloud<never>(service, action, parameters)
    for (const { provisioned } of deployed.state.functions.values())
      for (const one of provisioned.values()) one.busyTimes = 0
    return reply
  }
  const stage = { ...deployed.stage, provisioned: { login: 1, session: 0, janitor: 0 } }
  const commands = {
    release: (cloud: Cloud, weight: number) =>
      runRelease({ ...stage, cloud }, { ...fixed, promote: false, weight }, { log }),
    promote: (cloud: Cloud) =>
      runRelease({ ...stage, cloud }, { ...fixed, promote: true, weight: 100 }, { log }),
    rollback: (cloud: Cloud, to?: number) =>
      runRollback({ ...stage, cloud }, { dryRun: false, ...(to && { to }) }, log)
  }
  await deployed.deploy('one')
  await commands.release(cloud, 100)
  await deployed.deploy('two')
  const ready = () =>
    [...(deployed.state.functions.get('svc-test-login')?.provisioned.keys() ?? [])].join(' ')
  return {
    ...deployed,
    ...commands,
    cloud,
    stands: () => [...deployed.live(), ready()]
  }
}
type Stage = Awaited<ReturnType<typeof prepare>>

const COMMANDS: [
  name: string,
  before: (stage: Stage) => Promise<void>,
  run: (stage: Stage, cloud: Cloud, to?: number) => Promise<void>,
  after: string[]
][] = [
  [
    'a release',
    async () => undefined,
    ({ release }, cloud) => release(cloud, 10),
    ['login 1 2:10', 'session 1 2:10', 'janitor 1', '1 2']
  ],
  [
    'a promotion',
    ({ release, cloud }) => release(cloud, 10),
    ({ promote }, cloud) => promote(cloud),
    ['login 2', 'session 2', 'janitor 2', '2']
  ],
  [
    'the end of a gray release',
    ({ release, cloud }) => release(cloud, 10),
    ({ rollback }, cloud, to) => rollback(cloud, to),
    ['login 1', 'session 1', 'janitor 1', '1']
  ],
  [
    'a rollback',
    async ({ release, deploy, cloud }) => {
      await release(cloud, 100)
      await deploy('three')
      await release(cloud, 100)
    },
    ({ rollback }, cloud, to) => rollback(cloud, to),
    ['login 2', 'session 2', 'janitor 2', '2']
  ]
]

describe.each(COMMANDS)('%s', (_name, before, run, after) => {
  it.each(['refused', 'lost'] as const)(
    'can be completed as its message says, whichever of its calls is %s',
    async (how) => {
      for (let at = 0; ; at++) {
        const stage = await prepare()
        await before(stage)
        const stood = stage.stands()
        const broken = failing(stage.cloud, { at, how })
        let message = ''
        await run(stage, broken.cloud).catch((error: Error) => ({ message } = error))
        const isChanged = stage.stands().join() !== stood.join()
        // a change that failed says how to go on
        if (message && isChanged)
          expect([at, message]).toEqual([
            at,
            expect.stringMatching(/run the same|npm run|still is/)
          ])
        const [, to] = /--to (\d+)/.exec(message) ?? []
        if (message) await run(stage, stage.cloud, to ? Number(to) : undefined)
        expect([at, message, stage.stands()]).toEqual([at, message, after])
        if (!message && broken.count <= at) return
      }
    },
    60_000
  )
})
