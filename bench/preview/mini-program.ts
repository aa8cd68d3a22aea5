import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type AppJson } from '../../tools/preview/app-json'

/** What can be saved, and where the phone shows it. */
export const SAVES = ['wxss', 'less', 'scss', 'wxml', 'ts', 'js', 'json', 'app.json'] as const
export type Save = (typeof SAVES)[number]

/** A copy of a mini-program, with a page more that shows what was saved. */
export interface EditedCopy {
  dir: string
  /** The page more. */
  page: string
  save(what: Save, count: number): void
  remove(): void
}

const FOLDER = 'measured'

const PAGE: Record<string, (count: number) => string> = {
  'page.wxml': (count) =>
    `<view id="wxml">wxml ${count}</view><view id="ts">{{ts}}</view><view id="js">{{js}}</view>
    <less id="less" /><scss id="scss" /><view id="wxss">wxss</view>`,
  'page.ts': (count) => `import { js } from './words'\nPage({ data: { ts: 'ts ${count}', js } })`,
  'words.js': (count) => `export const js = 'js ${count}'`,
  'page.json': (count) =>
    JSON.stringify({
      navigationBarBackgroundColor: color(count),
      usingComponents: { less: './less', scss: './scss' }
    }),
  'page.wxss': (count) => `#wxss { color: ${color(count)} }`
}

/** Shared with the browser: what an edit is seen by. */
export function color(count: number): string {
  return `rgb(${count}, 0, 0)`
}

export function copyToEdit(original: string): EditedCopy {
  const dir = mkdtempSync(path.join(tmpdir(), 'bench-preview-'))
  cpSync(original, dir, { recursive: true })
  mkdirSync(path.join(dir, FOLDER))
  const write = (name: string, text: string) => writeFileSync(path.join(dir, name), text)
  const app = JSON.parse(readFileSync(path.join(dir, 'app.json'), 'utf8')) as AppJson
  const writeApp = (count: number) =>
    write(
      'app.json',
      JSON.stringify({
        ...app,
        pages: [...app.pages, `${FOLDER}/page`],
        window: { ...app.window, navigationBarTitleText: `app.json ${count}` }
      })
    )
  const files: Record<Save, string> = {
    wxss: 'page.wxss',
    less: 'less.less',
    scss: 'scss.scss',
    wxml: 'page.wxml',
    ts: 'page.ts',
    js: 'words.js',
    json: 'page.json',
    'app.json': ''
  }
  const contents: Record<string, (count: number) => string> = { ...PAGE }
  for (const language of ['less', 'scss']) {
    const name = `${language}.${language}`
    contents[name] = (count) =>
      `$of: a;\n.in { .text { color: ${color(count)} } }`.slice(language === 'less' ? 8 : 0)
    write(`${FOLDER}/${language}.json`, '{ "component": true }')
    write(`${FOLDER}/${language}.ts`, 'Component({})')
    write(
      `${FOLDER}/${language}.wxml`,
      `<view class="in"><view class="text">${language}</view></view>`
    )
  }
  for (const [name, content] of Object.entries(contents)) write(`${FOLDER}/${name}`, content(0))
  writeApp(0)
  return {
    dir,
    page: `/${FOLDER}/page`,
    save(what, count) {
      const name = files[what]
      if (name) write(`${FOLDER}/${name}`, contents[name]!(count))
      else writeApp(count)
    },
    remove: () => rmSync(dir, { recursive: true, force: true })
  }
}
