import { tryArchive } from '../archive/try-archive'
import { readOnly } from '../cloud/client'
import { createCos } from '../cloud/cos'
import { readCredentials } from '../cloud/credentials'
import { getFunction } from '../cloud/functions'
import { readStage } from '../settings/options'
import { applyBuckets, wantedBuckets } from './apply-buckets'
import { checkOwnership } from './apply-function'
import { checkInvocation } from './apply-invocation'
import { describeError } from './describe-error'
import { describeFunction } from './describe-function'
import { addMockFunction, isInArchive, MOCK } from './mock-function'
import { cloudOf, patches } from './patches'
import { pinArchive } from './pin-archive'
import { loadPlugin } from './plugin-parts'
import { prepareUnlessDone } from './prepare'
import { type Serverless } from './serverless'
import { compareFacts, readDeployed, wantedFacts } from './snapshot'
import { wantedTriggers } from './wanted-triggers'

type Facts = Awaited<ReturnType<typeof readDeployed>>['facts']

/**
 * A plugin of the Serverless Framework, listed before serverless-tencent-scf: repairs that plugin,
 * tries the archive before anything is uploaded, and reports what a deployment has changed, or with
 * `serverless plan` would change.
 */
export function createPlugin(serverless: Serverless, applied = Object.values(patches)) {
  const { service } = serverless
  const cloud = cloudOf(serverless)
  const stage = () => serverless.getProvider('tencent').getStage()
  const names = () => Object.keys(service.functions)
  const triggersOf = (name: string) =>
    wantedTriggers(name, service.functions[name], service.provider.region)
  const describe = (name: string) => describeFunction(service, { name, stage: stage(), code })
  const parts = loadPlugin(serverless.serviceDir)
  for (const patch of applied) patch(parts, { serverless, cloud, describe })
  // both known once `check` has run, which precedes every deployment and every plan
  let code = ''
  let before: Facts = {}

  let preparing: Promise<void> | undefined
  const prepare = () => (preparing ??= prepareUnlessDone(serverless, readStage(stage())))

  async function check(): Promise<void> {
    await prepare()
    const archive = pinArchive(serverless)
    code = archive.code
    if (MOCK in service.functions)
      throw new Error(`functions.${MOCK}: this name is reserved for the gateway's mocks`)
    if (await isInArchive(archive.bytes)) addMockFunction(service)
    for (const name of names()) {
      triggersOf(name)
      checkInvocation(name, service.functions[name])
    }
    const wanted = names().map(describe)
    wantedBuckets(service.custom?.buckets)
    serverless.cli.log('letting each function answer from the archive')
    const untried = await tryArchive(archive.bytes, service)
    if (untried.length)
      serverless.cli.log(
        `${untried.join(', ')}: started; settings in SSM cannot be tried from here`
      )
    serverless.cli.log('reading what is deployed')
    const reading = readOnly(cloud())
    for (const one of wanted) {
      const existing = await getFunction(reading, one.FunctionName)
      if (existing) checkOwnership(existing, one)
    }
    const deployed = await readDeployed(
      reading,
      wanted.map(({ FunctionName }) => FunctionName)
    )
    before = deployed.facts
  }

  async function prepareBuckets(): Promise<void> {
    const buckets = wantedBuckets(service.custom?.buckets)
    if (!buckets.length) return
    const { region } = service.provider
    const cos = createCos(readCredentials(process.env), {
      deployDir: serverless.serviceDir,
      region
    })
    await applyBuckets(cos, buckets, (line) => serverless.cli.log(line))
  }

  async function plan(): Promise<void> {
    await check()
    const wanted = names().map((name) => {
      const described = describe(name)
      return [described.FunctionName, wantedFacts(described, triggersOf(name))] as const
    })
    report(Object.fromEntries(wanted), 'would change')
  }

  async function summarize(): Promise<void> {
    const deployed = names().map((name) => describe(name).FunctionName)
    const { facts, urls } = await readDeployed(readOnly(cloud()), deployed)
    report(facts, 'changed')
    for (const [name, url] of Object.entries(urls)) console.log(`${name} answers at ${url}`)
  }

  function report(after: Facts, title: string): void {
    console.log(`\n${title}:`)
    for (const name of Object.keys(after))
      console.log(compareFacts(name, before[name], after[name]).join('\n'))
  }

  /**
   * A mock function that was deployed earlier stays, as a domain may use it, until its stage goes.
   */
  async function addDeployedMock(): Promise<void> {
    const deployed = await getFunction(cloud(), `${service.service}-${stage()}-${MOCK}`)
    if (deployed) addMockFunction(service)
  }

  async function refuseRollback(): Promise<void> {
    throw new Error('this command hides its errors and stops at the first: use `npm run rollback`')
  }

  /** Throws an error class that Serverless prints as one line, without a stack trace. */
  const withClearErrors = (run: () => Promise<void>) => () =>
    run().catch((error: unknown) => {
      throw new serverless.classes.Error(describeError(error), 'TENCENT_COMPAT')
    })

  return {
    commands: { plan: { usage: 'Shows what deploy would change', lifecycleEvents: ['plan'] } },
    hooks: {
      // `deploy` begins with this, and looks for the archive afterwards
      'before:package:cleanup': withClearErrors(prepare),
      'before:deploy:deploy': withClearErrors(async () => {
        await check()
        await prepareBuckets()
      }),
      'after:deploy:deploy': withClearErrors(summarize),
      'plan:plan': withClearErrors(plan),
      'before:remove:remove': withClearErrors(addDeployedMock),
      'before:rollback:rollback': withClearErrors(refuseRollback)
    }
  }
}
