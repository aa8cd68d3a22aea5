import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Browser } from 'playwright-core'
import { launchChromium } from '../../test/support/chromium'
import { PROJECT } from '../support/back-end'
import { stoppedOnSignal } from '../support/interrupt'
import { type BenchOptions, type Figures, judge, readOptions } from '../support/limits'
import { percentile } from '../support/percentile'
import { copyToEdit, type EditedCopy, SAVES } from './mini-program'
import { firstPaint, untilShown, watchFrames } from './watch'

/**
 * The preview in Chromium: from opening it to the first page, just after its start and later; from
 * a save to the phone that shows it. Options: --check, --json, --rounds N. Returns the exit code.
 */
export function bench(args: string[]): Promise<number> {
  const options = readOptions(args, { rounds: 5, quick: 3 })
  return judge('preview', () => measure(options), options)
}

async function measure({ rounds }: BenchOptions): Promise<Figures> {
  const copy = copyToEdit(PROJECT.miniprogramDir)
  const browser = await launchChromium()
  const cold: number[] = []
  const warm: number[] = []
  const saves: Record<string, number[]> = {}
  try {
    for (let round = 0; round < rounds; round++) {
      const preview = await startPreview(copy.dir)
      cold.push(await open(browser, preview.url))
      warm.push(await open(browser, preview.url))
      if (round === rounds - 1)
        Object.assign(saves, await measureSaves(browser, preview.url, copy, rounds))
      await preview.stop()
    }
  } finally {
    await browser.close()
    copy.remove()
  }
  const middle = (all: number[]) => percentile(all, 0.5)
  const shown = SAVES.map((what) => [`${what}SavedMs`, middle(saves[what] ?? [])])
  return {
    coldPaintMs: middle(cold),
    warmPaintMs: middle(warm),
    ...(Object.fromEntries(shown) as Figures)
  }
}

async function open(browser: Browser, url: string): Promise<number> {
  // nothing is cached
  const page = await browser.newPage()
  await watchFrames(page)
  const ms = await firstPaint(page, url)
  await page.close()
  return ms
}

async function measureSaves(browser: Browser, url: string, copy: EditedCopy, rounds: number) {
  const page = await browser.newPage()
  await watchFrames(page)
  await firstPaint(page, url)
  await page.frames()[1]!.evaluate(
    (to) =>
      (globalThis as unknown as { wx: { reLaunch(option: object): unknown } }).wx.reLaunch({
        url: to
      }),
    copy.page
  )
  const times: Record<string, number[]> = {}
  for (let round = 1; round <= rounds; round++)
    for (const what of SAVES) {
      const ms = await untilShown(page, { what, count: round }, () => copy.save(what, round))
      ;(times[what] ??= []).push(ms)
    }
  await page.close()
  return times
}

/** `npm run preview` as a process of its own. */
async function startPreview(dir: string) {
  const args = ['--import', 'tsx', 'tools/cli.ts', 'preview', '--port', '0', '--miniprogram', dir]
  const child = spawn(process.execPath, args, {
    cwd: PROJECT.root,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const stop = stoppedOnSignal(async () => {
    child.kill()
    await once(child, 'exit')
  })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`npm run preview ended: ${said}`)))
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const [, found] = /preview\s+(\S+)/.exec(said) ?? []
      if (found) resolve(found)
    })
  })
  return { url, stop }
}
