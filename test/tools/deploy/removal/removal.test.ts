import { type Cloud } from '../../../../tools/deploy/cloud/client'
import { readOnly } from '../../../../tools/deploy/cloud/client'
import { type ObjectStore, readOnlyStore } from '../../../../tools/deploy/removal/object-store'
import { runRemoval } from '../../../../tools/deploy/removal/run-removal'
import { type Truth } from '../../../../tools/rehearsal'
import { failing } from '../failing-cloud'
import { createDeployedStage } from '../release/deployed-stage'

const ZIP = 'svc-test-abCD23-2026-11-24-10-00-00.zip'
const LIST = 'svc-test-1764000000.json'
/** Of the service `svc-test`, stage `b`. */
const FOREIGN = 'svc-test-b-abCD23-2026-11-24-10-00-00.zip'
/** Of the stage `beta`, whose name is as long. */
const BESIDE = 'svc-beta-abCD23-2026-11-24-10-00-00.zip'

function createStore(keys: string[]): ObjectStore & { keys: Set<string> } {
  const kept = new Set(keys)
  return {
    keys: kept,
    // whatever was asked for: nothing may hang on the other side's filter
    list: async () => [...kept],
    remove: async (key) => void kept.delete(key)
  }
}

interface Run {
  dryRun: boolean
  confirm: () => Promise<void>
  only: ObjectStore
  domain: string
  signal: AbortSignal
}

async function prepare(truth: Partial<Truth> = {}) {
  const deployed = await createDeployedStage(['login', 'session'], truth)
  await deployed.deploy('one')
  const store = createStore([ZIP, LIST, FOREIGN, BESIDE])
  const said: string[] = []
  const run = (
    cloud: Cloud = deployed.stage.cloud,
    { dryRun = false, confirm = async () => {}, only = store, ...more }: Partial<Run> = {}
  ) =>
    runRemoval({ ...deployed.stage, cloud }, only, {
      ...more,
      dryRun,
      confirm,
      log: (line) => void said.push(line)
    })
  const row = (name: string, PathMatch = `/${name}`) => ({
    Namespace: 'default',
    FunctionName: `svc-test-${name}`,
    Qualifier: '$DEFAULT',
    PathMatch
  })
  const addDomain = (Domain: string, names: string[], Tags: object[] = []) =>
    deployed.state.domains.set(Domain, {
      Domain,
      Protocol: 'HTTP',
      EndpointsConfig: names.map((name) => row(name)),
      Tags
    })
  return { ...deployed, store, said, run, addDomain }
}

const TAGS = Object.entries({ CLI: 'Serverless', Application: 'svc', Stage: 'test' }).map(
  ([Key, Value]) => ({ Key, Value })
)

it('removes functions, the domain and uploads, and nothing of another service', async () => {
  const { run, state, store, said, addDomain } = await prepare()
  addDomain('api.example.com', ['login', 'session'], TAGS)
  await run()
  expect([state.functions.size, state.domains.size]).toEqual([0, 0])
  expect([...store.keys]).toEqual([FOREIGN, BESIDE])
  expect(said.join('\n')).toContain('the database is still there')
})

it('removes only its rows from a shared domain', async () => {
  const { run, state, addDomain } = await prepare()
  addDomain('api.example.com', ['login', 'session'])
  const other = state.functions.get('svc-test-session')
  if (other) other.tags = [{ Key: 'Application', Value: 'another' }]
  await expect(run()).rejects.toThrow('not removed: svc-test-session')
  expect(state.domains.get('api.example.com')?.EndpointsConfig).toHaveLength(1)
  expect([...state.functions.keys()]).toEqual(['svc-test-session'])
})

it('never says that all is removed while a function with its names stays', async () => {
  const { run, state, said } = await prepare()
  for (const found of state.functions.values()) {
    found.tags = []
    found.latest.configuration.Description = 'made in the console'
  }
  await expect(run()).rejects.toThrow('not removed: svc-test-login, svc-test-session')
  expect(said.join('\n')).not.toContain('is removed')
  expect(state.functions.size).toBe(2)
})

it('sends the certificate with the rest of a shared https domain', async () => {
  const truth = { domainCertificate: 'required' } as const
  const { run, state, addDomain } = await prepare(truth)
  addDomain('api.example.com', ['login', 'session', 'another'])
  const shared = state.domains.get('api.example.com')
  const CertConfig = { CertificateId: 'cert-1' }
  if (shared) Object.assign(shared, { Protocol: 'HTTPS', CertConfig })
  const other = structuredClone(state.functions.get('svc-test-login'))
  if (other) state.functions.set('svc-test-another', { ...other, name: 'another' })
  await run().catch(() => undefined)
  expect(state.domains.get('api.example.com')).toMatchObject({ CertConfig, Protocol: 'HTTPS' })
  expect(state.functions.has('svc-test-session')).toBe(false)
})

it("removes the stage's own domain, even where the cloud shows no tags", async () => {
  const { run, state, stage, addDomain } = await prepare()
  addDomain('api.example.com', ['login', 'session'])
  await run(stage.cloud, { domain: 'api.example.com' })
  expect([state.functions.size, state.domains.size]).toEqual([0, 0])
})

it("leaves a domain of that name that has another stage's tags", async () => {
  const { run, state, stage, addDomain } = await prepare()
  addDomain('api.example.com', ['login'], [{ Key: 'Stage', Value: 'release' }])
  await expect(run(stage.cloud, { domain: 'api.example.com' })).rejects.toThrow('was not made')
  expect([...state.domains.keys()]).toEqual(['api.example.com'])
})

it('changes each of several domains, beyond the first page, and keeps their firewalls', async () => {
  const { run, state, addDomain } = await prepare()
  const copy = structuredClone(state.functions.get('svc-test-login'))
  if (copy) state.functions.set('svc-test-another', { ...copy, name: 'another' })
  const WafConfig = { WafOpen: 'OPEN', WafInstanceId: 'waf-1' }
  for (let i = 0; i < 25; i++) {
    addDomain(`api${i}.example.com`, i > 22 ? ['login', 'another'] : ['another'])
    Object.assign(state.domains.get(`api${i}.example.com`) ?? {}, { WafConfig })
  }
  await run().catch(() => undefined)
  const domains = [...state.domains.values()]
  expect(domains.map(({ EndpointsConfig }) => EndpointsConfig.length)).toEqual(Array(25).fill(1))
  expect(domains.every((one) => one.WafConfig)).toBe(true)
  expect(state.functions.has('svc-test-login')).toBe(false)
})

it('stops between two parts when it is interrupted, and removes the rest the next time', async () => {
  const { run, stage, state } = await prepare()
  const abort = new AbortController()
  const interrupting: Cloud = async (service, action, parameters) => {
    if (action === 'DeleteFunction') abort.abort(new Error('interrupted'))
    return stage.cloud(service, action, parameters)
  }
  const { signal } = abort
  await expect(run(interrupting, { signal })).rejects.toThrow('interrupted')
  expect(state.functions.size).toBe(1)
  await run()
  expect(state.functions.size).toBe(0)
})

it.each(['refused', 'lost'] as const)(
  'says what to do, and removes the rest the next time, whichever of its calls is %s',
  async (how) => {
    for (let at = 0; ; at++) {
      const { run, stage, state, store, addDomain } = await prepare()
      addDomain('own.example.com', ['login', 'session'], TAGS)
      const broken = failing(stage.cloud, { at, how })
      let message = ''
      await run(broken.cloud).catch((error: Error) => ({ message } = error))
      const isChanged = state.functions.size < 2 || state.domains.size < 1 || store.keys.size < 4
      if (message && isChanged)
        expect([at, message]).toEqual([at, expect.stringContaining('run the same command again')])
      if (message) await run()
      expect([at, state.functions.size, state.domains.size]).toEqual([at, 0, 0])
      expect([...store.keys]).toEqual([FOREIGN, BESIDE])
      if (!message && broken.count <= at) return
    }
  },
  60_000
)

it('only reads in a dry run, and without a confirmation', async () => {
  const { run, stage, state, store } = await prepare()
  await run(readOnly(stage.cloud), { dryRun: true, only: readOnlyStore(store) })
  const no = async () => {
    throw new Error('nothing was changed')
  }
  await expect(run(readOnly(stage.cloud), { confirm: no })).rejects.toThrow('nothing was changed')
  expect([state.functions.size, store.keys.size]).toEqual([2, 4])
})

it('removes nothing from a read-only store', async () => {
  const store = createStore([ZIP])
  expect(await readOnlyStore(store).list('')).toEqual([ZIP])
  expect(() => readOnlyStore(store).remove(ZIP)).toThrow('a dry run never removes')
  expect(store.keys.size).toBe(1)
})

it('continues past something that is already gone', async () => {
  const { run, stage, state, said } = await prepare()
  const racing: Cloud = async (service, action, parameters) => {
    if (action === 'DeleteFunction') state.functions.delete('svc-test-login')
    return stage.cloud(service, action, parameters)
  }
  await run(racing)
  expect(said).toContain('svc-test-login: already gone')
  expect(state.functions.size).toBe(0)
})

it('continues past something that cannot be removed, and names it', async () => {
  const { run, stage, state, store, addDomain } = await prepare()
  addDomain('not-ours.example.com', ['login'])
  const failing: Cloud = async (service, action, parameters) => {
    if (action === 'DeleteFunction' && parameters?.FunctionName === 'svc-test-login')
      throw new Error('DeleteFunction: refused')
    return stage.cloud(service, action, parameters)
  }
  const failed = run(failing)
  await expect(failed).rejects.toThrow('svc-test-login: DeleteFunction: refused')
  await expect(failed).rejects.toThrow('not-ours.example.com: it was not made from here')
  await expect(failed).rejects.toThrow('left: function svc-test-login')
  expect([...state.functions.keys()]).toEqual(['svc-test-login'])
  expect([...store.keys]).toEqual([FOREIGN, BESIDE])
})
