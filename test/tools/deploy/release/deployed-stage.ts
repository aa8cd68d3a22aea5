import { applyFunction } from '../../../../tools/deploy/plugin/apply-function'
import { applyTriggers } from '../../../../tools/deploy/plugin/apply-triggers'
import { describeFunction } from '../../../../tools/deploy/plugin/describe-function'
import { wantedTriggers } from '../../../../tools/deploy/plugin/wanted-triggers'
import { type Truth } from '../../../../tools/rehearsal'
import { type FunctionEntry, type ServerlessService } from '../../../../tools/serverless-yml'
import { writeArchiveOf } from '../archive-of'
import { createCloudInProcess } from '../in-process'

const CALLED: FunctionEntry = { handler: 'a.main', events: [{ http: { name: 'url' } }] }
const TIMED: FunctionEntry = {
  handler: 'a.main',
  events: [
    { timer: { name: 'hourly', parameters: { cronExpression: '0 0 * * * * *', enable: true } } }
  ]
}

/**
 * A stage of three functions in the stand-in, without network: two with a URL, one with a timer.
 */
export async function createDeployedStage(
  shortNames = ['login', 'session', 'janitor'],
  truth: Partial<Truth> = {}
) {
  const { cloud: slowly, state, asked } = createCloudInProcess(truth)
  /** Done at once: what waits polls once a second. */
  const cloud: typeof slowly = async (service, action, parameters) => {
    const reply = await slowly<never>(service, action, parameters)
    for (const { busy, versions } of state.functions.values()) {
      busy.times = 0
      for (const version of versions) version.busyTimes = 0
    }
    return reply
  }
  const bucket = new Map<string, Buffer>()
  state.buckets.set('code-1', bucket)
  const fixed = { service: 'svc', stage: 'test' as const, region: 'ap-guangzhou' }

  async function deploy(code: string, names = shortNames, variables: Record<string, string> = {}) {
    bucket.set(`${code}.zip`, writeArchiveOf({ 'a.js': code }))
    const functions = Object.fromEntries(
      names.map((name) => [name, name === 'janitor' ? TIMED : CALLED])
    )
    const service: ServerlessService = {
      service: 'svc',
      provider: { region: 'ap-guangzhou', runtime: 'Nodejs18.15', environment: { variables } },
      functions,
      package: {}
    }
    const place = { CosBucketName: 'code', CosObjectName: `/${code}.zip` }
    for (const name of names) {
      const wanted = describeFunction(service, { name, stage: 'test', code })
      await applyFunction(cloud, wanted, place, () => undefined)
      const triggers = wantedTriggers(name, functions[name], 'ap-guangzhou')
      await applyTriggers(cloud, wanted.FunctionName, triggers)
    }
    asked.length = 0
  }
  return {
    stage: { ...fixed, cloud },
    state,
    asked,
    deploy,
    /** Where calls of each function go: `login 1:90 2:10`. */
    live: () =>
      [...state.functions.values()].map(({ name, aliases }) => {
        const { FunctionVersion, RoutingConfig } = aliases.get('$DEFAULT') ?? {}
        const { AdditionalVersionWeights: [other] = [] } = (RoutingConfig ?? {}) as {
          AdditionalVersionWeights?: { Version: string; Weight: number }[]
        }
        const share = other ? ` ${other.Version}:${Math.round(other.Weight * 100)}` : ''
        return `${name.slice('svc-test-'.length)} ${FunctionVersion}${share}`
      })
  }
}
