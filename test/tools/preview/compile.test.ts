import { compileApp } from '../../../tools/preview/compile'
import { createProblems } from '../../../tools/preview/compile/problems'
import { createSources } from '../../../tools/preview/compile/sources'
import { compileTemplates } from '../../../tools/preview/compile/templates'
import { removeApps, writeApp } from './write-app'
import { REFUSED, TAKEN } from './wxml-inputs'

afterAll(removeApps)

const page = (files: Record<string, string | object>) =>
  compileApp(writeApp({ 'app.json': { pages: ['a/a'] }, ...files }))

describe('problems', () => {
  it.each<[string, Record<string, string | object>, string, number, RegExp]>([
    ['a tag not closed', { 'a/a.wxml': '<view>\n<text>\n</view>' }, 'a/a.wxml', 2, /end tag/],
    ['a bad expression', { 'a/a.wxml': '<view/>\n<view>{{ a + }}</view>' }, 'a/a.wxml', 2, /./],
    ['an attribute name', { 'a/a.wxml': '<view>\n<view @tap="a"/></view>' }, 'a/a.wxml', 2, /name/],
    ['an else alone', { 'a/a.wxml': '\n<view wx:else />' }, 'a/a.wxml', 2, /./],
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
    const { problems } = await page(files)
    const text = expect.stringMatching(message) as string
    expect(problems[0]).toMatchObject({ file, line, message: text })
  })

  it('reports all problems at once', async () => {
    const { problems } = await page({ 'a/a.wxml': '<view>', 'a/a.wxss': '.a {', 'a/a.js': '(' })
    expect(problems.map(({ file }) => file).sort()).toEqual(['a/a.js', 'a/a.wxml', 'a/a.wxss'])
  })
})

it('says which page or component a problem prevents', async () => {
  const { problems } = await page({
    'app.json': { pages: ['a/a'], usingComponents: { own: '/own/own' } },
    'app.wxss': '.a {',
    'own/own.js': 'Component({})',
    'own/own.wxml': '<view>'
  })
  const found = problems.map(({ file, unit }) => [file, unit])
  expect(found).toEqual([
    ['own/own.wxml', 'own/own'],
    ['app.wxss', undefined]
  ])
})

describe("what WeChat's compilers accept", () => {
  it.each([
    ['<view class="a" class="b"/>', ['duplicated attribute']],
    ['<view a:b="1"/>', ['invalid attribute prefix']],
    ['<block bindtap="a"><view/></block>', ['invalid attribute']],
    ['<div/>', ["<div> is neither one of WeChat's tags nor in usingComponents"]],
    ['<rich-text nodes="<b>1</b>"/>', []],
    ["<view a='<i>'>{{ a < b ? 1 : 2 }}</view>", []]
  ])('is shown with a warning at most: %s', async (wxml, messages) => {
    const { problems, warnings } = await page({ 'a/a.wxml': wxml })
    expect([problems, warnings.map(({ message }) => message)]).toEqual([[], messages])
  })
})

it("takes and refuses what WeChat's compiler does", () => {
  const dir = writeApp({ 'b.wxml': '<view/>', 'b.wxs': 'module.exports = {}' })
  const isTaken = (wxml: string) => {
    const problems = createProblems()
    const sources = createSources(dir)
    const read = (name: string) => (name === 'a.wxml' ? wxml : sources.read(name))
    const units = [{ path: 'a', config: { usingComponents: {} } }]
    compileTemplates({ ...sources, read }, { units, absent: new Set() }, problems)
    return problems.all.length === 0
  }
  expect(TAKEN.filter((wxml) => !isTaken(wxml))).toEqual([])
  expect(REFUSED.filter(isTaken)).toEqual([])
})

it("lists WeChat's tags that a browser cannot show, without a problem", async () => {
  const { problems, notDrawn } = await page({ 'a/a.wxml': '<!-- <div> --><map></map><swiper/>' })
  expect([problems, notDrawn]).toEqual([[], ['a/a.wxml: <map>']])
})

describe('packages', () => {
  const files = {
    'a/a.json': { usingComponents: { own: 'some-ui/own/own' } },
    'node_modules/some-ui/package.json': { miniprogram: 'dist' },
    'node_modules/some-ui/dist/own/own.js': 'import "../value"\nComponent({})',
    'node_modules/some-ui/dist/own/own.json': { component: true },
    'node_modules/some-ui/dist/own/own.wxml':
      '<wxs src="./own.wxs" module="own"/><view>{{own.a}}</view>',
    'node_modules/some-ui/dist/own/own.wxs':
      'var a = require("./a.wxs")\nmodule.exports = { a: a.a }',
    'node_modules/some-ui/dist/own/a.wxs': 'module.exports = { a: 1 }',
    'node_modules/some-ui/dist/own/own.wxss': ':host { top: 0 }',
    'node_modules/some-ui/dist/value.js': 'globalThis.found = "in node_modules"'
  }

  it('are read from node_modules, as DevTools would build them', async () => {
    const { problems, script, css } = await page(files)
    expect(problems).toEqual([])
    expect(script).toContain('"in node_modules"')
    expect(css).toContain('[is="miniprogram_npm/some-ui/own/own"] { top: 0 }')
  })

  it('are read from miniprogram_npm where DevTools has built them', async () => {
    const built = 'miniprogram_npm/some-ui'
    const { problems, script } = await page({
      ...files,
      [`${built}/own/own.js`]: 'import "../value"\nComponent({})',
      [`${built}/value.js`]: 'globalThis.found = "as built"'
    })
    expect(problems).toEqual([])
    expect(script).toContain('"as built"')
  })

  it('are found by their name in scripts', async () => {
    const { problems, script } = await page({
      ...files,
      'a/a.js': 'import "some-ui/value"\nPage({})'
    })
    expect(problems).toEqual([])
    expect(script).toContain('"in node_modules"')
  })
})

describe('style languages', () => {
  it.each([
    ['a/a.less', '@w: 10rpx;\n.b { .c { width: @w } }'],
    ['a/a.scss', '$w: 10rpx;\n.b { .c { width: $w } }']
  ])('are compiled: %s', async (file, text) => {
    const { problems, css } = await page({ [file]: text })
    expect(problems).toEqual([])
    expect(css).toContain('.b .c')
    expect(css).toContain('width: calc(10 * var(--phone-rpx))')
  })

  it.each([
    ['a/a.less', '.b {\n  color: @missing;\n}'],
    ['a/a.scss', '.b {\n  color: $missing;\n}']
  ])('report file and line: %s', async (file, text) => {
    expect((await page({ [file]: text })).problems).toMatchObject([{ file, line: 2, unit: 'a/a' }])
  })
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
