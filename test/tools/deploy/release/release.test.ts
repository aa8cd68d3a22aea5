import { type Cloud, CloudError } from '../../../../tools/deploy/cloud/client'
import { runRelease } from '../../../../tools/deploy/release/run-release'
import { runRollback } from '../../../../tools/deploy/release/run-rollback'
import { createDeployedStage } from './deployed-stage'

type Deployed = Awaited<ReturnType<typeof createDeployedStage>>
let deployed: Deployed
beforeEach(async () => {
  deployed = await createDeployedStage()
  await deployed.deploy('one')
})

const said: string[] = []
const log = (line: string) => void said.push(line)
beforeEach(() => (said.length = 0))

function release(weight: number, { dryRun = false, cloud = deployed.stage.cloud, note = '' } = {}) {
  const options = { stage: 'test' as const, dryRun, promote: false, weight, note }
  return runRelease({ ...deployed.stage, cloud }, options, { log })
}
const promote = (cloud = deployed.stage.cloud) =>
  runRelease(
    { ...deployed.stage, cloud },
    { stage: 'test', dryRun: false, promote: true, weight: 100, note: '' },
    { log }
  )
const rollback = (to?: number, cloud = deployed.stage.cloud) =>
  runRollback({ ...deployed.stage, cloud }, { dryRun: false, ...(to && { to }) }, log)
const writes = () => deployed.asked.filter((action) => !/^(Get|List)/.test(action))
const description = (name: string) =>
  deployed.state.functions.get(`svc-test-${name}`)?.aliases.get('$DEFAULT')?.Description

/** A cloud that refuses one action for one function. */
function refusing(action: string, name: string, times = Infinity): Cloud {
  return async (service, asked, parameters) => {
    if (asked === action && parameters?.FunctionName === `svc-test-${name}` && times-- > 0)
      throw new Error(`${action} of ${name}: refused`)
    return deployed.stage.cloud(service, asked, parameters)
  }
}

/** A cloud that refuses an empty list of weights with this code. */
const refusingEmpty =
  (code: string): Cloud =>
  async (service, action, parameters) => {
    const routing = parameters?.RoutingConfig as { AdditionalVersionWeights?: [] } | undefined
    if (action === 'UpdateAlias' && routing?.AdditionalVersionWeights?.length === 0)
      throw new CloudError(`${action}: ${code}`, code, {})
    return deployed.stage.cloud(service, action, parameters)
  }

/** Two releases, the second with 10 %. */
async function releaseTwo(): Promise<void> {
  await release(10)
  await deployed.deploy('two')
  await release(10)
}

it.each([
  'InvalidParameter.RoutingConfig',
  'InvalidParameterValue.AdditionalVersionWeights',
  'MissingParameter',
  'FailedOperation.UpdateAlias'
])('ends a gray release where an empty list of weights is refused with %s', async (code) => {
  await releaseTwo()
  await rollback(undefined, refusingEmpty(code))
  expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
})

it('moves nothing when a rollback is interrupted while it reads', async () => {
  await releaseTwo()
  const abort = new AbortController()
  const interrupting: Cloud = async (service, action, parameters) => {
    abort.abort()
    return deployed.stage.cloud(service, action, parameters)
  }
  const stage = { ...deployed.stage, cloud: interrupting }
  const rolled = runRollback(stage, { dryRun: false }, log, abort.signal)
  await expect(rolled).rejects.toThrow('interrupted: nothing was changed')
  expect(deployed.live()).toEqual(['login 1 2:10', 'session 1 2:10', 'janitor 1'])
})

it('says what to do about a function without the alias', async () => {
  deployed.state.functions.get('svc-test-login')?.aliases.clear()
  await expect(release(10)).rejects.toThrow('svc-test-login has no alias $DEFAULT')
})

describe('a release', () => {
  it('gives the first release all calls, as every deployment was live until then', async () => {
    await release(10)
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
    expect(said.join('\n')).toContain('version 1 gets everything: its first release')
  })

  it('gives a release its share, while functions that only timers call wait', async () => {
    await releaseTwo()
    expect(deployed.live()).toEqual(['login 1 2:10', 'session 1 2:10', 'janitor 1'])
    expect(said.join('\n')).toContain('version 2 gets 10 %, version 1 keeps 90 %')
    expect(said).toContain('svc-test-login: moved')
    expect(said).toContain('svc-test-janitor: not moved, the release is noted')
  })

  it('changes the weight of a release in progress', async () => {
    await releaseTwo()
    deployed.asked.length = 0
    await release(25)
    expect(deployed.live()).toEqual(['login 1 2:25', 'session 1 2:25', 'janitor 1'])
    expect(writes()).toEqual(['UpdateAlias', 'UpdateAlias'])
    await release(25)
    expect(said.at(-1)).toBe('nothing to change')
  })

  it.each([
    ['--promote', () => promote()],
    ['--weight 100', () => release(100)]
  ])('gives a release all calls with %s', async (_how, finish) => {
    await releaseTwo()
    await finish()
    expect(deployed.live()).toEqual(['login 2', 'session 2', 'janitor 2'])
    expect(description('login')).toBe('release 2, before 1')
    await finish()
    expect(said.at(-1)).toBe('nothing to change')
  })

  it('makes no release when nothing has changed', async () => {
    await release(100)
    deployed.asked.length = 0
    await release(10)
    expect([said.at(-1), writes()]).toEqual(['nothing to change', []])
  })

  it('moves only the changed function, and keeps the others in the same release', async () => {
    await release(10)
    await deployed.deploy('one', ['login'], { A: '1' })
    await release(10)
    expect(deployed.live()).toEqual(['login 1 2:10', 'session 1', 'janitor 1'])
    await promote()
    expect(deployed.live()).toEqual(['login 2', 'session 1', 'janitor 1'])
    await rollback()
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
    expect(description('session')).toBe('release 1, undone 2')
  })

  it('replaces the release in progress', async () => {
    await releaseTwo()
    await deployed.deploy('three')
    await release(20)
    expect(deployed.live()).toEqual(['login 1 3:20', 'session 1 3:20', 'janitor 1'])
    await rollback()
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
  })

  it('gives a new function all calls, and keeps it when the others go back', async () => {
    await release(10)
    await deployed.deploy('two', ['login', 'session', 'janitor', 'user'])
    await release(10)
    expect(deployed.live()).toEqual(['login 1 2:10', 'session 1 2:10', 'janitor 1', 'user 1'])
    await promote()
    await rollback()
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1', 'user 1'])
    await rollback(2)
    expect(deployed.live()).toEqual(['login 2', 'session 2', 'janitor 2', 'user 1'])
  })

  it('keeps the note, in characters that SCF accepts', async () => {
    await release(100, { note: 'Fix: login (#7), 登录' })
    const [version] = deployed.state.functions.get('svc-test-login')?.versions ?? []
    expect(version?.description).toMatch(
      /^release 1, code one, content \w{12}, Fix login 7 , 登录$/
    )
  })

  it('refuses to promote without a release in progress', async () => {
    await expect(promote()).rejects.toThrow('no release is in progress: --weight 10 starts one')
    await release(100)
    await deployed.deploy('two')
    await expect(promote()).rejects.toThrow('no release is in progress')
  })

  it('says what to do first when nothing is deployed', async () => {
    deployed = await createDeployedStage()
    await expect(release(10)).rejects.toThrow(
      'nothing of svc is deployed to test in ap-guangzhou: run `npm run deploy -- --stage test` first'
    )
  })

  it('does not touch a function with a name of ours and the tags of another service', async () => {
    const found = deployed.state.functions.get('svc-test-session')
    if (found) found.tags = [{ Key: 'Application', Value: 'another' }]
    await release(100)
    expect(deployed.live()).toEqual(['login 1', 'session $LATEST', 'janitor 1'])
  })
})

describe('a release that fails', () => {
  it('moves no calls when publishing fails, and publishes the rest in the next run', async () => {
    await release(100)
    await deployed.deploy('two')
    await expect(release(10, { cloud: refusing('PublishVersion', 'session') })).rejects.toThrow(
      'PublishVersion of session: refused\nno calls were moved: what was live before still is'
    )
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
    deployed.asked.length = 0
    await release(10)
    expect(writes().filter((action) => action === 'PublishVersion')).toHaveLength(1)
    expect(description('login')).toBe('release 1, next 2')
  })

  it('puts back what has moved when a later move fails', async () => {
    await releaseTwo()
    const before = [deployed.live(), description('login')]
    await expect(promote(refusing('UpdateAlias', 'session', 1))).rejects.toThrow(
      'UpdateAlias of session: refused\neverything is back where it was'
    )
    expect([deployed.live(), description('login')]).toEqual(before)
    await promote()
    expect(deployed.live()).toEqual(['login 2', 'session 2', 'janitor 2'])
  })

  it('names a function that could not be put back, and fixes it in the next run', async () => {
    await releaseTwo()
    let calls = 0
    const failing: Cloud = async (service, action, parameters) => {
      if (action === 'UpdateAlias' && ++calls > 1) throw new Error('the line is dead')
      return deployed.stage.cloud(service, action, parameters)
    }
    await expect(promote(failing)).rejects.toThrow(
      'svc-test-janitor could not be put back: the line is dead'
    )
    await promote()
    expect(deployed.live()).toEqual(['login 2', 'session 2', 'janitor 2'])
  })

  it('puts back what has moved when it is interrupted', async () => {
    await releaseTwo()
    const before = deployed.live()
    const controller = new AbortController()
    const interrupting: Cloud = async (service, action, parameters) => {
      if (action === 'UpdateAlias') controller.abort(new Error('interrupted'))
      return deployed.stage.cloud(service, action, parameters)
    }
    const run = runRelease(
      { ...deployed.stage, cloud: interrupting },
      { stage: 'test', dryRun: false, promote: true, weight: 100, note: '' },
      { log, signal: controller.signal }
    )
    await expect(run).rejects.toThrow('interrupted\neverything is back where it was')
    expect(deployed.live()).toEqual(before)
  })
})

it('says before a release that a deployment may have ended halfway', async () => {
  const stage = { ...deployed.stage, provisioned: { login: 0, session: 0 } }
  const options = { stage: 'test' as const, promote: false, weight: 10, note: '' }
  const plan = () => runRelease(stage, { ...options, dryRun: true }, { log })
  const mixed = 'the code is of several deployments: if the last one has failed, deploy again first'
  await deployed.deploy('two', ['login'])
  await plan()
  expect(said).toContain(mixed)
  said.length = 0
  await deployed.deploy('two', ['login', 'session'])
  await plan()
  expect(said).not.toContain(mixed)
})

describe('a rollback', () => {
  it('ends a gray release with one call per function', async () => {
    await releaseTwo()
    deployed.asked.length = 0
    await rollback()
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
    expect(writes()).toEqual(['UpdateAlias', 'UpdateAlias', 'UpdateAlias'])
  })

  it('allows another try of the release that was rolled back', async () => {
    await releaseTwo()
    await rollback()
    await release(5)
    expect(deployed.live()).toEqual(['login 1 2:5', 'session 1 2:5', 'janitor 1'])
    expect(description('login')).toBe('release 1, next 2')
  })

  it('goes back one release after the other until there is none left', async () => {
    await releaseTwo()
    await promote()
    await deployed.deploy('three')
    await release(100)
    await rollback()
    expect(deployed.live()).toEqual(['login 2', 'session 2', 'janitor 2'])
    await rollback()
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
    await expect(rollback()).rejects.toThrow('nothing was live before release 1')
    await rollback(3)
    expect(deployed.live()).toEqual(['login 3', 'session 3', 'janitor 3'])
    await rollback()
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
  })

  it('skips a release that was never live', async () => {
    await releaseTwo()
    await rollback()
    await deployed.deploy('three')
    await release(100)
    await rollback()
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
  })

  it('continues after one function fails, and does the rest in the next run', async () => {
    await releaseTwo()
    await promote()
    await expect(rollback(undefined, refusing('UpdateAlias', 'login'))).rejects.toThrow(
      'svc-test-login was not moved: UpdateAlias of login: refused'
    )
    expect(deployed.live()).toEqual(['login 2', 'session 1', 'janitor 1'])
    await rollback()
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
  })

  it('lists the releases when asked for an unknown one', async () => {
    await releaseTwo()
    await expect(rollback(9)).rejects.toThrow('there is no release 9; there are: 2, 1')
  })

  it('finds nothing to go back to before any release', async () => {
    await expect(rollback()).rejects.toThrow('there is no release yet')
  })

  it('never moves calls to $LATEST and never changes it', async () => {
    await release(100)
    const latest = deployed.state.functions.get('svc-test-login')?.latest
    await expect(rollback()).rejects.toThrow('nothing was live before release 1')
    expect(deployed.live()).toEqual(['login 1', 'session 1', 'janitor 1'])
    expect(deployed.state.functions.get('svc-test-login')?.latest).toBe(latest)
  })
})
