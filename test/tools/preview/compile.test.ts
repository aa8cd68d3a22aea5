import { compileApp } from '../../../tools/preview/compile'
import { removeApps, writeApp } from './write-app'

afterAll(removeApps)

const page = (files: Record<string, string | object>) =>
  compileApp(writeApp({ 'app.json': { pages: ['a/a'] }, ...files }))

describe('problems', () => {
  it.each<[string, Record<string, string | object>, string, number, RegExp]>([
    ['a tag not closed', { 'a/a.wxml': '<view>\n<text>\n</view>' }, 'a/a.wxml', 2, /end tag/],
    ['a bad expression', { 'a/a.wxml': '<view/>\n<view>{{ a + }}</view>' }, 'a/a.wxml', 2, /./],
    ['an unknown tag', { 'a/a.wxml': '<view>\n<div/></view>' }, 'a/a.wxml', 2, /<div> is neither/],
    ['a missing include', { 'a/a.wxml': '<include src="no" />' }, 'a/a.wxml', 0, /a\/no\.wxml: no/],
    ['broken JSON', { 'a/a.json': '{\n "a": \n}' }, 'a/a.json', 3, /./],
    ['a script', { 'a/a.js': 'Page({})\nconst = 1' }, 'a/a.js', 2, /./],
    ['a missing module', { 'a/a.js': '\nimport "./no"' }, 'a/a.js', 2, /resolve "\.\/no"/],
    ['a sheet', { 'a/a.wxss': '.a {}\n.b { color: red' }, 'a/a.wxss', 2, /Unclosed/],
    ['a missing sheet', { 'a/a.wxss': '\n@import "no.wxss";' }, 'a/a.wxss', 2, /a\/no\.wxss/],
    [
      'a missing page',
      { 'app.json': { pages: ['a/a'], subPackages: [{ root: 's', pages: ['b'] }] } },
      'app.json',
      0,
      /s\/b\.ts: no such file/
    ],
    [
      'a missing component',
      { 'a/a.json': { usingComponents: { b: './b' } } },
      'a/a.json',
      0,
      /a\/b/
    ]
  ])('reports file and line: %s', async (_what, files, file, line, message) => {
    const { problems, script } = await page(files)
    expect(problems[0]).toEqual({ file, line, message: expect.stringMatching(message) as string })
    expect(script).toBe('')
  })

  it('reports all problems at once', async () => {
    const { problems } = await page({ 'a/a.wxml': '<div/>', 'a/a.wxss': '.a {', 'a/a.js': '(' })
    expect(problems.map(({ file }) => file).sort()).toEqual(['a/a.js', 'a/a.wxml', 'a/a.wxss'])
  })
})

it("lists WeChat's tags that the preview does not draw, without a problem", async () => {
  const { problems, notDrawn } = await page({ 'a/a.wxml': '<!-- <div> --><swiper></swiper>' })
  expect([problems, notDrawn]).toEqual([[], ['a/a.wxml: <swiper>']])
})

describe('styles', () => {
  const css = async (wxss: string, more = {}) =>
    (await page({ 'a/a.wxss': wxss, ...more })).css.replace(/\s+/g, ' ').trim()

  it("limits a page's styles to the page, with no more specificity than the app's", async () => {
    expect(await css('.b, view .c { top: 0 }')).toBe(
      ':where([data-page="a/a"]) .b,:where([data-page="a/a"]) wx-view .c { top: 0 }'
    )
    expect(await css('page { top: 0 }')).toBe('wx-page:where([data-page="a/a"]) { top: 0 }')
  })

  it("translates a phone's lengths", async () => {
    expect(
      await css('.b { width: 10rpx; height: 5vh; margin: env(safe-area-inset-bottom) }')
    ).toMatch(
      /width: calc\(10 \* var\(--phone-rpx\)\); height: calc\(5 \* var\(--phone-vh\)\); margin: var\(--phone-safe-area-bottom, 0px\)/
    )
  })

  it('leaves the frames of an animation alone', async () => {
    expect(await css('@keyframes k { from { top: 0 } }')).toBe('@keyframes k { from { top: 0 } }')
  })

  it("limits a component's styles to the component", async () => {
    const component = {
      'a/a.json': { usingComponents: { b: '/b/b' } },
      'b/b.json': { component: true },
      'b/b.js': 'Component({})',
      'b/b.wxml': '<view class="x"></view>',
      'b/b.wxss': '.x { top: 0 }'
    }
    expect(await css('', component)).toBe('.b-b--x { top: 0 }')
  })

  it('inlines an imported sheet in the place of its import', async () => {
    expect(await css('@import "./b.wxss"; .a {}', { 'a/b.wxss': '.b {}' })).toMatch(/\.b \{\}.*\.a/)
  })
})
