import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { startGateway, type Gateway } from '../../miniprogram/gateway'
import { openPhone, type OpenPhone } from '../../miniprogram/phone'
import type {
  AutomatedElement,
  AutomatedPage,
  MiniProgram
} from '../../../tools/devtools/automator'
import { findCli } from '../../../tools/devtools/find-cli'
import { walk } from '../../../tools/devtools/walk'

const ROOT = path.resolve(__dirname, '../../..')

/** DevTools' way of driving, over the phone in jsdom. */
function drive(phone: OpenPhone): MiniProgram {
  const all = (selector: string) => [
    ...phone.document.querySelectorAll(selector.replace(/^button$/, 'wx-button'))
  ]
  const asElement = (element: Element): AutomatedElement => ({
    tap: () => phone.tap(element.getAttribute('aria-label') ?? ''),
    text: () => Promise.resolve((element.textContent ?? '').trim())
  })
  const page: AutomatedPage = {
    $: (selector) => Promise.resolve(all(selector).map(asElement)[0] ?? null),
    $$: (selector) => Promise.resolve(all(selector).map(asElement))
  }
  return {
    reLaunch: () => Promise.resolve(page),
    screenshot: () => Promise.resolve(),
    close: () => Promise.resolve()
  }
}

describe('the walk through DevTools', () => {
  let gateway: Gateway
  let phone: OpenPhone
  beforeEach(async () => {
    gateway = await startGateway()
    phone = await openPhone(gateway.url)
  })
  afterEach(async () => {
    phone.close()
    await gateway.close()
  })

  test('finds on the pages what it taps and what it looks for', async () => {
    const said: string[] = []
    await walk(drive(phone), (line) => said.push(line))
    expect(said).toHaveLength(3)
    expect(gateway.received.map(({ route }) => route)).toEqual([
      'POST /login',
      'GET /session',
      'DELETE /session'
    ])
  })
})

describe('npm run devtools:e2e', () => {
  const run = (cli: string) =>
    spawnSync(process.execPath, ['--require', 'tsx/cjs', 'tools/devtools/index.ts'], {
      cwd: ROOT,
      env: { ...process.env, WECHAT_DEVTOOLS_CLI: cli },
      encoding: 'utf8'
    })

  test('where there are no DevTools, says how to get them, with a code of its own', () => {
    if (findCli({})) return
    const { status, stdout } = run('')
    expect(status).toBe(3)
    expect(stdout).toContain('Service Port')
  })

  test('a cli that is named and not there is an error', () => {
    const { status, stderr } = run('/no/such/cli')
    expect([status, stderr]).toEqual([1, 'failed: WECHAT_DEVTOOLS_CLI: /no/such/cli is no file\n'])
  })
})
