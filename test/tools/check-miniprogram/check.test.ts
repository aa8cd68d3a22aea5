import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { commandLine, project } from '../../support/project'

const copies = mkdtempSync(path.join(tmpdir(), 'planted defects '))
const lines = new Map<string, string[]>()
let exitCode: number | null

type Edit = [file: string, edit: (text: string) => string]

const append =
  (more: string) =>
  (text: string): string =>
    `${text}\n${more}\n`
const withKey = (key: string, value: unknown) => (text: string) =>
  JSON.stringify({ ...(JSON.parse(text) as object), [key]: value })

const wxml = 'pages/home/home.wxml'
const page = 'pages/home/home.ts'
const wxss = 'pages/home/home.wxss'
const json = 'pages/home/home.json'

/** Each is planted in its own copy: the edit, and the words that must name the defect. */
const defects: Record<string, [edit: Edit, named: RegExp]> = {
  'tag not closed': [[wxml, append('<view>')], /home\.wxml|wcc/],
  'wrong end tag': [[wxml, append('<view></text>')], /10038|home\.wxml/],
  'bad expression': [[wxml, append('<view>{{ a + }}</view>')], /home\.wxml/],
  'WXS with ES6': [[wxml, append('<wxs module="m">let a = () => 1</wxs>')], /wcc/],
  'missing wxs': [[wxml, append('<wxs module="m" src="./no.wxs" />')], /no\.wxs/],
  'missing include': [[wxml, append('<include src="./no.wxml" />')], /no\.wxml/],
  'unknown tag': [[wxml, append('<div>no</div>')], /home\.wxml:\d+ <div> is neither/],
  'missing image': [[wxml, append('<image src="/no.png" />')], /no\.png/],
  'missing page': [
    ['app.json', withKey('pages', ['pages/home/home', 'pages/no/no'])],
    /pages\/no\/no/
  ],
  'missing component': [[json, withKey('usingComponents', { no: './no' })], /no\b.*no such file/],
  'broken JSON': [[json, () => '{\n  "navigationBarTitleText": \n}'], /home\.json:3/],
  'bad value in app.json': [['app.json', withKey('window', 7)], /10009|app\.json/],
  'unknown key in app.json': [['app.json', withKey('windwo', {})], /windwo/],
  'missing sitemap': [['app.json', withKey('sitemapLocation', 'no.json')], /no\.json/],
  'TypeScript syntax': [[page, append('const = 1')], /home\.ts:\d+/],
  'missing module': [[page, append("import './no'\n")], /\.\/no/],
  'WXSS syntax': [[wxss, append('.a { color: red')], /home\.wxss:\d+/],
  'missing WXSS': [[wxss, append('@import "./no.wxss";')], /no\.wxss/],
  'too large': [
    ['api/contract.ts', append(`export const ballast = '${'x'.repeat(201_000)}'`)],
    /more than 200/
  ]
}

function plant(name: string, [file, edit]: Edit): string {
  const dir = path.join(copies, name)
  cpSync(project.miniprogramDir, dir, { recursive: true })
  const full = path.join(dir, file)
  writeFileSync(full, edit(readFileSync(full, 'utf8')))
  return dir
}

beforeAll(async () => {
  const dirs = Object.entries(defects).map(([name, [edit]]) => plant(name, edit))
  const child = spawn(process.execPath, commandLine('check-miniprogram', 'miniprogram', ...dirs), {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  ;[exitCode] = (await once(child, 'close')) as [number | null]
  let name = ''
  for (const line of output.split('\n')) {
    // a defect may take several lines
    name = /^(.+?): /.exec(line)?.[1] ?? name
    if (name) lines.set(name, [...(lines.get(name) ?? []), line])
  }
}, 300_000)
afterAll(() => rmSync(copies, { recursive: true, force: true }))

it('finds no defect in the mini-program itself, and reports its size', () => {
  expect(lines.get('miniprogram')).toEqual([
    expect.stringMatching(/^miniprogram: ok, \d+ files, \d+\.\d KB as uploaded$/)
  ])
})

it.each(Object.keys(defects))('finds this defect: %s', (name) => {
  const [, named] = defects[name]!
  expect((lines.get(name) ?? []).join('\n')).toMatch(named)
  expect((lines.get(name) ?? []).join('\n')).not.toContain(': ok,')
})

it('exits with 1 when there are defects', () => {
  expect(exitCode).toBe(1)
})
