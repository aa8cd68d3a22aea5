import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { tryArchive } from '../archive/try-archive'
import { readOnly } from '../cloud/client'
import { describeError } from './describe-error'
import { getFunction } from '../cloud/functions'
import { refuseForeign } from './apply-function'
import { describeFunction } from './describe-function'
import { isInArchive, MOCK, mockFunction } from './mock-function'
import { cloudOf, patches } from './patches'
import { loadPlugin } from './plugin-parts'
import type { Serverless } from './serverless'
import { compareFacts, readDeployed, wantedFacts } from './snapshot'
import { wantedTriggers } from './wanted-triggers'

/**
 * A plugin of the Serverless Framework, to be named before serverless-tencent-scf: repairs it,
 * tries the archive before anything is uploaded, and says what a deployment has changed, or
 * (`serverless plan`) would change.
 */
export function createTencentCompat(serverless: Serverless, applied = Object.values(patches)) {
  const { service } = serverless
  const cloud = cloudOf(serverless)
  const names = () => Object.keys(service.functions)
  const describe = (name: string) =>
    describeFunction(service, {
      name,
      stage: serverless.getProvider('tencent').getStage(),
      code: createHash('sha256').update(readArchive()).digest('hex').slice(0, 12)
    })
  const parts = loadPlugin()
  for (const patch of applied) patch(parts, { serverless, cloud, describe })
  let archive: Buffer | undefined
  let before: Awaited<ReturnType<typeof readDeployed>> | undefined

  /** Once, into a copy that is uploaded: another deployment may pack the stage anew meanwhile. */
  function readArchive(): Buffer {
    if (archive) return archive
    const file = path.resolve(serverless.serviceDir, service.package.artifact ?? '')
    if (!service.package.artifact || !existsSync(file))
      throw new Error(`there is no archive ${file}: \`npm run deploy\` makes it`)
    archive = readFileSync(file)
    const copy = `${file}.${process.pid}.zip`
    writeFileSync(copy, archive)
    // first: Serverless ends at a signal only when nobody else listens any more
    for (const end of ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'])
      process.prependOnceListener(end as 'exit', () => rmSync(copy, { force: true }))
    service.package.artifact = copy
    return archive
  }

  /** An Error that Serverless shows as it is, instead of with a stack and a plea to report it. */
  const clearly = (run: () => Promise<void>) => () =>
    run().catch((error: unknown) => {
      throw new serverless.classes.Error(describeError(error), 'TENCENT_COMPAT')
    })

  /** The mock is in the archive where a route of the stage is mocked. */
  async function addMock(): Promise<void> {
    if (MOCK in service.functions)
      throw new Error(`functions.${MOCK}: the name is kept for the gateway's mocks`)
    if (await isInArchive(readArchive())) service.functions[MOCK] = mockFunction(service)
  }

  /** What an earlier deployment made stays while a domain may lead to it: until the stage goes. */
  async function addDeployedMock(): Promise<void> {
    const stage = serverless.getProvider('tencent').getStage()
    const deployed = await getFunction(cloud(), `${service.service}-${stage}-${MOCK}`)
    if (deployed) service.functions[MOCK] = mockFunction(service)
  }

  async function check(): Promise<void> {
    await addMock()
    for (const name of names()) wantedTriggers(name, service.functions[name])
    const wanted = names().map(describe)
    serverless.cli.log('letting each function answer from the archive')
    const unseen = await tryArchive(readArchive(), service)
    if (unseen.length)
      serverless.cli.log(`${unseen.join(', ')}: start; what SSM has for them is not seen from here`)
    serverless.cli.log('reading what is deployed')
    const reading = readOnly(cloud())
    for (const one of wanted) {
      const existing = await getFunction(reading, one.FunctionName)
      if (existing) refuseForeign(existing, one)
    }
    before = await readDeployed(
      reading,
      wanted.map(({ FunctionName }) => FunctionName)
    )
  }

  async function plan(): Promise<void> {
    await check()
    report(
      Object.fromEntries(
        names().map((name) => {
          const wanted = describe(name)
          const triggers = wantedTriggers(name, service.functions[name])
          return [wanted.FunctionName, wantedFacts(wanted, triggers)]
        })
      ),
      'would change'
    )
  }

  async function summarize(): Promise<void> {
    const deployed = names().map((name) => describe(name).FunctionName)
    const { facts, urls } = await readDeployed(readOnly(cloud()), deployed)
    report(facts, 'changed')
    for (const [name, url] of Object.entries(urls)) console.log(`${name} answers at ${url}`)
  }

  function report(after: Awaited<ReturnType<typeof readDeployed>>['facts'], title: string): void {
    console.log(`\n${title}:`)
    for (const name of Object.keys(after))
      console.log(compareFacts(name, before?.facts[name], after[name]).join('\n'))
  }

  async function refuseRollback(): Promise<void> {
    throw new Error('this command hides its errors, and stops at the first: use `npm run rollback`')
  }

  return {
    commands: { plan: { usage: 'Says what deploy would change', lifecycleEvents: ['plan'] } },
    hooks: {
      'before:deploy:deploy': clearly(check),
      'after:deploy:deploy': clearly(summarize),
      'plan:plan': clearly(plan),
      'before:remove:remove': clearly(addDeployedMock),
      'before:rollback:rollback': clearly(refuseRollback)
    }
  }
}
