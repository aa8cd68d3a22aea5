import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type CDPSession } from 'playwright-core'
import { findUgly } from './measure'
import { type PreviewPage } from './preview-page'

/** A folder that gets a screenshot of each page in each state, at each width, light and dark. */
export const { SHOTS } = process.env

const looks: [width: string, theme: string, scale: string][] = SHOTS
  ? [
      ...['320', '375', '430'].flatMap((width) =>
        ['light', 'dark'].map((theme): [string, string, string] => [width, theme, '1'])
      ),
      ['320', 'light', '1.5'],
      ['430', 'dark', '1.5']
    ]
  : [
      ['320', 'light', '1.5'],
      ['375', 'dark', '1']
    ]

/** Fails where a page has something cut off, faint, too small to tap, or without a name. */
export async function expectLooks(preview: PreviewPage, name: string): Promise<void> {
  const found: Record<string, string[]> = {}
  for (const [width, theme, scale] of looks) {
    await preview.show({ widthPx: Number(width), theme, fontScale: Number(scale) })
    const at = `${width}-${theme}-${scale}`
    found[at] = await preview.phone.locator('html').evaluate(findUgly)
    if (SHOTS) await shoot(preview, path.join(SHOTS, name.replace(': ', '/')), at)
  }
  expect(Object.entries(found).filter(([, ugly]) => ugly.length)).toEqual([])
  expect(await nameless(preview)).toEqual([])
  expect(preview.complaints).toEqual([])
}

async function shoot({ page }: PreviewPage, dir: string, name: string): Promise<void> {
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, `${name}.png`)
  await page.locator('iframe.phone').screenshot({ path: file, animations: 'disabled' })
}

interface AccessibleNode {
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  properties?: { name: string }[]
}

/** Controls without a name for a screen reader. */
async function nameless({ page }: PreviewPage): Promise<string[]> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const frameId = frameTree.childFrames?.[0]?.frame.id
  const { nodes } = (await session.send('Accessibility.getFullAXTree', { frameId })) as {
    nodes: AccessibleNode[]
  }
  const controls = nodes.filter(
    ({ ignored, role }) =>
      !ignored && /^(button|link|textbox|switch|heading|dialog)$/.test(role?.value ?? '')
  )
  expect(controls.length).toBeGreaterThan(1)
  return controls.filter(({ name }) => !name?.value).map(({ role }) => role?.value ?? '')
}
