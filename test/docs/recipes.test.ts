import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { drainWith } from '../../cloudfunctions/events/drain'
import { startDeadline } from '../../cloudfunctions/shared/core/deadline'
import { database } from '../../cloudfunctions/shared/database/database'
import { events } from '../../cloudfunctions/shared/events/events'
import { type EventHandler } from '../../cloudfunctions/shared/events/handler'
import { type EventKind } from '../../cloudfunctions/shared/events/kind'
import { prepareParts } from '../../cloudfunctions/shared/parts/part'
import { miniProgramCodes } from '../../cloudfunctions/shared/wechat/mini-program-codes'
import { buildFunctions } from '../../tools/build'
import { LOCAL_RUN, RUN_ENVIRONMENT } from '../../tools/contract/door/run-environment'
import { type Caller, logIn } from '../cloudfunctions/caller'
import { project } from '../support/project'
import { createScratchProject } from '../support/scratch-project'
import { startTestStack, type TestStack } from '../support/stack'
import { perform, readSteps } from './page-steps'

const TEMPLATE = 'HD6qZkLBEYGGmlCxbtQ5nJNGFzp2jXXUlkq9x2JTZcE'
const SEND = '/cgi-bin/message/subscribe/send'
const page = readFileSync(path.join(project.root, 'docs/recipes.md'), 'utf8')
const blockWith = (text: string) =>
  [...page.matchAll(/```\w+\n([^]*?)```/g)]
    .map(([, code = '']) => code)
    .find((code) => code.includes(text)) ?? ''

interface Recipe {
  handlers: EventHandler[]
  orderSent: EventKind<{ userId: string; order: string }>
}

let stack: TestStack
let alice: Caller
let folder: string
let recipe: Recipe
beforeAll(async () => {
  stack = await startTestStack()
  alice = await logIn(stack, 'alice')
  await stack.database.query(blockWith('CREATE TABLE'))
  folder = mkdtempSync(path.join(tmpdir(), 'recipe-'))
  const file = path.join(folder, 'events.ts')
  const shared = path.join(project.functionsDir, 'shared')
  writeFileSync(file, blockWith('orderSent').replaceAll("'../shared/", `'${shared}/`))
  recipe = (await import(file)) as Recipe
})
afterAll(async () => {
  await stack.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The parts of one instance, with the settings of the stack. */
async function partsOf() {
  const given = { ...process.env }
  Object.assign(process.env, stack.environment, { [RUN_ENVIRONMENT]: LOCAL_RUN })
  try {
    const drain = drainWith(recipe.handlers)
    return (await prepareParts({ database, events, drain, miniProgramCodes })()).parts
  } finally {
    process.env = given
  }
}

it('sends one message for each acceptance, once', async () => {
  const { database, drain, events } = await partsOf()
  const { userId } = alice.session
  const app = stack.wechat!.app()
  const openid = app.accounts.openidOf('alice')
  await stack.database.query('INSERT INTO acceptances VALUES (UNHEX(?), ?, 2)', [userId, TEMPLATE])
  // WeChat knows of one of them only
  app.accept(openid, TEMPLATE)
  for (const order of ['A1', 'A2', 'A3'])
    await events.add(startDeadline(5000), recipe.orderSent, { userId, order })
  expect(await drain(60_000)).toEqual({ done: 3, later: 0, failed: 0, parked: 0 })
  expect(stack.wechat!.asked.filter((asked) => asked === SEND)).toHaveLength(2)
  expect(app.useAcceptance(openid, TEMPLATE)).toBe(false)
  await database.end()
})

it('calls a function of its own by a timer', async () => {
  const scratch = createScratchProject()
  for (const step of readSteps('recipes.md', 'A timer')) perform(scratch.root, step)
  await buildFunctions(scratch, path.join(scratch.root, 'dist'))
  const own = await startTestStack({}, stack.database, { project: scratch })
  const insert = 'INSERT INTO acceptances VALUES (UNHEX(?), ?, ?)'
  for (const [template, accepted] of [['used up', 0] as const, ['not used', 1] as const])
    await stack.database.query(insert, [alice.session.userId, template, accepted])
  const { returned } = await own.scf.invoke('expiry', {})
  await own.stop()
  scratch.remove()
  expect(returned).toMatch(/^\{"expired":[1-9]\}$/)
  expect(await stack.database.query('SELECT accepted FROM acceptances')).toEqual([{ accepted: 1 }])
})

it('gets a picture of a code, and fails for an answer that is an error', async () => {
  const { database, miniProgramCodes } = await partsOf()
  const appId = stack.environment.WECHAT_APPID ?? ''
  const image = (page: string) =>
    miniProgramCodes.image(appId, { scene: 'coupon=42', page }, startDeadline(5000))
  expect((await image('pages/coupons/coupons')).subarray(1, 4).toString()).toBe('PNG')
  await expect(image('/pages/coupons/coupons')).rejects.toMatchObject({
    detail: { errcode: 41030 }
  })
  stack.wechat!.app().endToken()
  expect((await image('pages/coupons/coupons')).length).toBeGreaterThan(50)
  await expect(
    miniProgramCodes.image(appId, { scene: '优惠', page: 'pages/a' }, startDeadline(5000))
  ).rejects.toThrow(/scene/)
  await database.end()
})
