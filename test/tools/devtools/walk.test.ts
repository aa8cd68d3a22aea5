import {
  type AutomatedElement,
  type AutomatedPage,
  type MiniProgram
} from '../../../tools/devtools/automator'
import { findCli } from '../../../tools/devtools/find-cli'
import { walk } from '../../../tools/devtools/walk'
import { type Gateway, startGateway } from '../../miniprogram/gateway'
import { type OpenPhone, openPhone } from '../../miniprogram/phone'
import { runCommand } from '../../support/project'

/** DevTools' driver, for the phone in jsdom. */
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

  it('finds everything it taps and looks for on the pages', async () => {
    const lines: string[] = []
    await walk(drive(phone), (line) => lines.push(line))
    expect(lines).toHaveLength(3)
    expect(gateway.received.map(({ route }) => route)).toEqual([
      'POST /login',
      'GET /session',
      'DELETE /session'
    ])
  })
})

describe('npm run cli -- devtools', () => {
  const run = (cli: string) =>
    runCommand('devtools', [], { env: { ...process.env, WECHAT_DEVTOOLS_CLI: cli } })

  it('explains how to install DevTools where it is missing, and exits with 3', () => {
    if (findCli({})) return
    const { status, stdout } = run('')
    expect(status).toBe(3)
    expect(stdout).toContain('Service Port')
  })

  it('fails when WECHAT_DEVTOOLS_CLI names a missing file', () => {
    const { status, stderr } = run('/no/such/cli')
    expect([status, stderr]).toEqual([1, 'WECHAT_DEVTOOLS_CLI: there is no file /no/such/cli\n'])
  })
})
