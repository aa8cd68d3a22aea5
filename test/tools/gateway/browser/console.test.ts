import { type Browser, type Page, type Route } from 'playwright-core'
import { loadContract } from '../../../../tools/contract'
import { launchChromium } from '../../../support/chromium'
import { project } from '../../../support/project'
import { bearer, postJson } from '../../../support/stack'
import { sourceOf, startSwitchedGateway, type SwitchedGateway, until } from '../switched-gateway'

jest.setTimeout(60_000)

let browser: Browser
let gateway: SwitchedGateway
let page: Page
/** The browser's complaints, such as breaches of the content security policy. */
let complaints: string[]

const login = (environment?: string, code = 'x') =>
  gateway.fetch('/login', postJson({ code }), environment)

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  gateway = await startSwitchedGateway()
  await openPage({ width: 1280, height: 800 })
})
afterEach(async () => {
  await page.close()
  await gateway.stop()
  expect(complaints).toEqual([])
})

async function openPage(viewport: { width: number; height: number }): Promise<void> {
  complaints = []
  page = await browser.newPage({ viewport })
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(gateway.url)) complaints.push(`asked ${request.url()}`)
  })
  await page.goto(`${gateway.url}/_gateway/`)
  await page.getByText('live', { exact: true }).waitFor()
  await route('POST /login').waitFor()
}

const route = (name: string) =>
  page.getByRole('group', { name: `What answers ${name}`, exact: true })
const choose = (what: ReturnType<typeof route>, option: string) =>
  what.getByRole('radio', { name: option }).check({ force: true })
const environment = () => page.getByRole('group', { name: 'Environment' })
const tab = (name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name })
const section = (name: string) => page.getByRole('region', { name })

/** Holds the next request to an address, or its answer, until it is released. */
async function holdNext(address: string, what: 'request' | 'answer' = 'answer') {
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  let hold: () => void = () => undefined
  const isHeld = new Promise<void>((resolve) => (hold = resolve))
  let isNext = true
  const handle = async (asked: Route) => {
    if (!isNext) return asked.continue()
    isNext = false
    const response = what === 'answer' ? await asked.fetch() : undefined
    hold()
    await released
    await asked.fulfill({ response: response ?? (await asked.fetch()) })
  }
  await page.route(address, handle)
  return { isHeld, release }
}

it('switches a route', async () => {
  expect(await sourceOf(login())).toBe('function')
  await choose(route('POST /login'), 'mock')
  await page.getByText('login: mock').waitFor()
  expect(await sourceOf(login())).toBe('mock:loggedIn')
})

it('switches by keyboard, and keeps the focus on the switch', async () => {
  await route('POST /login').getByRole('radio', { checked: true }).focus()
  await page.keyboard.press('ArrowLeft')
  await until(async () => (await sourceOf(login())) === 'mock:loggedIn')
  await page.keyboard.press('ArrowRight')
  await until(async () => (await sourceOf(login())) === 'function')
})

it('switches all routes of the environment at once', async () => {
  const every = page.getByRole('group', { name: 'All routes' })
  await every.getByRole('radio', { name: 'function', checked: true }).waitFor()
  await choose(every, 'mock')
  await page.getByText('All routes: mock').waitFor()
  expect(await sourceOf(login())).toBe('mock:loggedIn')
  expect(await sourceOf(gateway.fetch('/user', bearer('any')))).toMatch(/^mock:/)
  const { operations } = await loadContract(project.contractFile)
  // one for each route, and one for all of them
  expect(await page.getByRole('radio', { name: 'mock', checked: true }).count()).toBe(
    operations.length + 1
  )
  await choose(route('POST /login'), 'function')
  await page.getByText('login: function').waitFor()
  expect(await every.getByRole('radio', { checked: true }).count()).toBe(0)
})

it('accepts a press during which somebody else switches', async () => {
  await route('POST /login').getByRole('radio', { name: 'mock' }).hover()
  await page.mouse.down()
  await gateway.admin('routes/getSession', { source: 'shadow' })
  await route('GET /session').getByRole('radio', { name: 'shadow', checked: true }).waitFor()
  await page.mouse.up()
  await page.getByText('login: mock').waitFor()
})

it('accepts a press on a version during which something changes', async () => {
  const versions = section('Versions')
  await gateway.admin('environments/prepub/publish', {})
  await gateway.admin('routes/login?environment=prepub', { source: 'function' })
  await gateway.admin('environments/prepub/publish', {})
  await choose(environment(), 'prepub')
  await versions.getByText('the working files are the same').waitFor()
  await versions.getByRole('button', { name: 'Changes of version 2' }).hover()
  await page.mouse.down()
  await gateway.admin('routes/login?environment=prepub', { source: 'shadow' })
  await versions.getByText('the working files differ').waitFor()
  await page.mouse.up()
  await versions.getByText('login.source: mock -> function').waitFor()
})

it('shows a switch that somebody else made', async () => {
  await gateway.admin('routes/getSession', { source: 'shadow' })
  await route('GET /session').getByRole('radio', { name: 'shadow', checked: true }).waitFor()
})

it('keeps a switch when an older answer arrives late', async () => {
  const { isHeld, release } = await holdNext('**/_gateway/environments')
  await gateway.admin('routes/getSession', { source: 'shadow' })
  await isHeld
  await choose(route('POST /login'), 'mock')
  await route('GET /session').getByRole('radio', { name: 'shadow', checked: true }).waitFor()
  const late = page.waitForResponse('**/_gateway/environments')
  const afterwards = page.waitForResponse('**/_gateway/scenarios')
  release()
  await (await late).finished()
  await (await afterwards).finished()
  expect(await route('POST /login').getByRole('radio', { checked: true }).inputValue()).toBe('mock')
})

it('keeps a switch while its request is on the way', async () => {
  const state = await holdNext('**/_gateway/environments')
  const act = await holdNext('**/_gateway/routes/login*', 'request')
  await gateway.admin('routes/getSession', { source: 'shadow' })
  await state.isHeld
  await choose(route('POST /login'), 'mock')
  await act.isHeld
  const shown = page.waitForResponse('**/_gateway/environments')
  state.release()
  await (await shown).finished()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  expect(await route('POST /login').getByRole('radio', { checked: true }).inputValue()).toBe('mock')
  act.release()
  await page.getByText('login: mock').waitFor()
  await route('GET /session').getByRole('radio', { name: 'shadow', checked: true }).waitFor()
})

it('publishes, shows what changed, and serves an older version again', async () => {
  const versions = section('Versions')
  await choose(environment(), 'prepub')
  await versions.getByText('Nothing was published').waitFor()
  await versions.getByLabel('What is new').fill('First of all')
  await versions.getByRole('button', { name: 'Publish' }).click()
  await versions.getByText('First of all').waitFor()

  await choose(route('POST /login'), 'function')
  await page.getByText('Served: mock. With the next publish: function.').waitFor()
  expect(await sourceOf(login('prepub'))).toBe('mock:loggedIn')
  await versions.getByText('the working files differ').waitFor()
  await versions.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Published prepub 2').waitFor()
  expect(await sourceOf(login('prepub'))).toBe('function')

  await versions.getByRole('button', { name: 'Changes of version 2' }).click()
  await versions.getByText('login.source: mock -> function').waitFor()
  await versions.getByRole('button', { name: 'Serve version 1 again' }).click()
  await page.getByText('prepub serves version 1 again').waitFor()
  expect(await sourceOf(login('prepub'))).toBe('mock:loggedIn')
})

it('shows requests as they come, and neither codes nor tokens', async () => {
  const log = page.getByRole('log')
  await page.getByText('No requests yet.').waitFor()
  await login(undefined, 'secret-code')
  await log.getByText('/login').waitFor()
  const row = await log.getByRole('listitem').first().innerText()
  expect(row).toMatch(/200[\s\S]*POST \/login[\s\S]*test · function:login#\S+ (cold|warm)/)
  expect(await page.content()).not.toContain('secret-code')

  await page.getByRole('button', { name: 'Pause' }).click()
  await gateway.fetch('/nothing')
  await page.getByRole('button', { name: 'Resume' }).click()
  // of an unknown path only what the contract has is logged
  await log.getByText('GET /…').waitFor()
})

it('shows what differs between a mock and its function', async () => {
  await gateway.admin('routes/login', { source: 'shadow' })
  gateway.setAnswer('POST /login', 418)
  await login()
  await page.getByRole('log').getByText('status: 418 is not in the contract').waitFor()
})

it('shows what mocks remember, and resets it', async () => {
  await gateway.admin('routes/login', { source: 'mock' })
  await login()
  const scenarios = section('Scenarios')
  await scenarios.getByText('alive').waitFor()
  await scenarios.getByRole('button', { name: 'Reset' }).click()
  await scenarios.getByText('No mock remembers').waitFor()
})

it('shows everything on a narrow screen without scrolling sideways', async () => {
  await page.close()
  await openPage({ width: 320, height: 640 })
  const width = () => page.evaluate(() => document.documentElement.scrollWidth)
  expect(await width()).toBe(320)
  await choose(environment(), 'release')
  await tab('Versions').click()
  await section('Versions').getByRole('button', { name: 'Publish' }).click()
  await section('Versions').getByText('served').waitFor()
  expect(await width()).toBe(320)
})

it('shows one section at a time on a narrow screen, with room for fingers', async () => {
  await page.close()
  await openPage({ width: 375, height: 740 })
  await login()
  await tab('Requests').click()
  await page.getByRole('log').getByText('/login').waitFor()
  expect(await section('Routes').count()).toBe(0)
  expect(await tab('Requests').getAttribute('aria-current')).toBe('true')
  await page.goBack()
  await section('Routes').waitFor()

  for (const part of ['label:visible', 'button:visible', 'input:not([type]):visible', 'nav a'])
    for (const name of ['Scenarios', 'Versions', 'Routes']) {
      await tab(name).click()
      // all at the same moment: a request that arrives redraws parts of the page
      const heights = await page
        .locator(part)
        .evaluateAll((targets) => targets.map((target) => target.getBoundingClientRect().height))
      expect(Math.min(44, ...heights)).toBe(44)
    }
})

it('keeps the requests in sight beside the routes on a wide screen', async () => {
  const bottom = async () => {
    const box = await section('Requests').boundingBox()
    return Math.round((box?.y ?? 0) + (box?.height ?? 0))
  }
  expect(await bottom()).toBeGreaterThan(760)
  await page.mouse.wheel(0, 2000)
  await until(() => page.evaluate(() => scrollY > 0))
  expect(await bottom()).toBeGreaterThan(740)
  expect(await bottom()).toBeLessThanOrEqual(800)
})

it('reports what is wrong with a published version', async () => {
  await gateway.admin('environments/release/publish', {})
  const { chmodSync, appendFileSync } = await import('node:fs')
  const file = `${gateway.files.snapshotsDir}/release/0001/openapi.yaml`
  chmodSync(file, 0o644)
  appendFileSync(file, '# one more line\n')
  await gateway.restart()
  await page.goto(`${gateway.url}/_gateway/?environment=release`)
  await page.getByRole('alert').getByText('cannot be served').waitFor()
  complaints = []
})

describe('the reference', () => {
  it('renders the contract and tries a call at this gateway', async () => {
    await gateway.admin('routes/login', { source: 'mock' })
    await page.goto(`${gateway.url}/docs/`)
    await page.locator('#operations-session-login').click()
    await page.getByRole('button', { name: 'Execute' }).click()
    const answer = page.locator('.live-responses-table')
    await answer.getByText('mock:loggedIn').waitFor()
    expect(await answer.innerText()).toContain('"token"')
    expect(await page.content()).not.toContain('x-mock')
  })

  it('fits the reference on a phone, with failures folded', async () => {
    await page.setViewportSize({ width: 375, height: 740 })
    await page.goto(`${gateway.url}/docs/`)
    const operation = page.locator('#operations-session-login')
    await operation.locator('.opblock-summary-control').click()
    const failure = operation.getByRole('button', { name: '401 WeChat does not accept the code' })
    await failure.waitFor()
    expect((await operation.boundingBox())?.height).toBeLessThan(2500)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await failure.click()
    await operation.getByText('"CODE_INVALID"').waitFor()
    expect(await failure.getAttribute('aria-expanded')).toBe('true')
    await failure.click()
    expect(await operation.getByText('"CODE_INVALID"').count()).toBe(0)
  })

  it.each(['light', 'dark'] as const)(
    'gives the reference the colours of the console: %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme })
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      const ofConsole = await paper()
      await page.goto(`${gateway.url}/docs/`)
      await page.locator('.opblock').first().waitFor()
      expect(await paper()).toBe(ofConsole)
    }
  )

  it('sends trial calls to the environment that the console showed', async () => {
    await choose(environment(), 'prepub')
    await page.getByRole('link', { name: 'API reference' }).click()
    await page.locator('#operations-session-login').click()
    await page.getByRole('button', { name: 'Execute' }).click()
    await page.locator('.live-responses-table').getByText('x-gateway-environment: prepub').waitFor()
  })
})
