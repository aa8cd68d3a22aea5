import { openPhone, type OpenPhone } from '../../miniprogram/phone'
import { removeApps, writeApp } from './write-app'

let phone: OpenPhone
afterEach(() => phone.close())
afterAll(removeApps)

async function open(files: Record<string, string | object>): Promise<void> {
  const dir = writeApp({ 'app.json': { pages: ['a/a'] }, ...files })
  phone = await openPhone('http://127.0.0.1:9', { dir })
}

test('an icon has the size and the colour that it is given, else those of its type', async () => {
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
