import { type OpenPhone, openPhone } from '../../miniprogram/phone'
import { until } from '../../miniprogram/until'
import { removeApps, writeApp } from './write-app'

let phone: OpenPhone
afterEach(() => phone.close())
afterAll(removeApps)

async function open(files: Record<string, string | object>): Promise<void> {
  const dir = writeApp({ 'app.json': { pages: ['a/a'] }, ...files })
  phone = await openPhone('http://127.0.0.1:9', { dir })
}

const find = (selector: string) => phone.document.querySelector<HTMLElement>(selector)!

describe('hover-class', () => {
  const point = (type: string, host: Element) =>
    host.dispatchEvent(new phone.document.defaultView!.Event(type, { bubbles: true }))
  const becomes = (host: Element, classes: string) =>
    until(
      () => host.className === classes,
      () => `${classes}, not ${host.className}`
    )

  it('adds the classes of hover-class to what is touched, and removes them soon after', async () => {
    await open({
      'a/a.wxml': `<view hover-class="lit big" class="row"><button class="one">a</button>
        <button hover-class="none">b</button><button disabled>c</button></view>`
    })
    const [view, one, none, off] = [
      'wx-view',
      'wx-button',
      'wx-button + wx-button',
      '[disabled]'
    ].map(find)
    point('pointerdown', one!)
    await becomes(one!, 'one button-hover')
    await becomes(view!, 'row lit big')
    point('pointerup', one!)
    expect(one!.className).toBe('one button-hover')
    await becomes(one!, 'one')
    await becomes(view!, 'row')
    for (const host of [none!, off!]) {
      point('pointerdown', host)
      await becomes(view!, 'row lit big')
      expect(host.className).toBe('')
      point('pointercancel', host)
      expect(view!.className).toBe('row')
    }
  })

  it("uses the class names of the touched element's own component", async () => {
    await open({
      'a/a.json': { usingComponents: { own: '/own/own' } },
      'a/a.wxml': '<own/>',
      'own/own.json': { component: true },
      'own/own.js': 'Component({})',
      'own/own.wxml': `<view hover-class="lit" hover-stay-time="0">a</view><button>b</button>`
    })
    const view = find('own wx-view, wx-view')
    point('pointerdown', view)
    await becomes(view, 'own-own--lit')
    point('pointerup', view)
    await becomes(view, '')
    const host = find('wx-button')
    point('pointerdown', host)
    await becomes(host, 'button-hover')
  })

  it('keeps the classes of hover-class when the page changes the class', async () => {
    await open({
      'a/a.js': 'Page({ go() { this.setData({ on: "on" }) } })',
      'a/a.wxml': '<button class="{{on}}" bindtap="go">go</button>'
    })
    const host = find('wx-button')
    point('pointerdown', host)
    await becomes(host, 'button-hover')
    await phone.tap('go')
    await becomes(host, 'button-hover on')
  })
})

it('draws an icon in the given size and color, or in those of its type', async () => {
  await open({
    'a/a.wxml': `<icon type="success" /><icon type="warn" size="{{64}}" color="red" />
      <icon type="info" size="40rpx" /><icon type="unknown" />`
  })
  const icons = [...phone.document.querySelectorAll('wx-icon')]
  const drawn = icons.map((icon) => {
    const { width, height, fill } = icon.shadowRoot?.querySelector('svg')?.style ?? {}
    return [width, height, fill]
  })
  expect(drawn).toEqual([
    ['23px', '23px', '#07c160'],
    ['64px', '64px', 'red'],
    ['calc(40 * var(--phone-rpx))', 'calc(40 * var(--phone-rpx))', '#10aeff'],
    [undefined, undefined, undefined]
  ])
})
