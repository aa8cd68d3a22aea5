import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import type { Service } from '../../../tools/deploy/plugin/serverless'

const ROOT = path.resolve(__dirname, '../../..')
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const english = read('docs/deploy.md')
const chinese = read('docs/deploy.zh-CN.md')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const { functions, provider } = parse(read('deploy/serverless.yml')) as Service

const commandsOf = (text: string) => [
  ...new Set([...text.matchAll(/npm run [\w:-]+(?: +-- [^`#\n|]*)?/g)].map(([all]) => all.trim()))
]

it('both languages give the same commands', () => {
  expect(commandsOf(chinese).sort()).toEqual(commandsOf(english).sort())
})

it.each(commandsOf(english))('%s: is a script, and knows its options', (command) => {
  const [, name = ''] = /^npm run ([\w:-]+)/.exec(command) ?? []
  const [, file] = /(\S+\.ts)$/.exec(scripts[name] ?? '') ?? []
  expect(file).toBeDefined()
  for (const [option] of command.replace(' -- ', ' ').matchAll(/--[\w-]+/g))
    expect(read(file ?? '')).toContain(option)
})

it.each([
  ['English', english],
  ['Chinese', chinese]
])('the numbers of the %s guide are those of serverless.yml', (_language, text) => {
  const kept = Object.values(functions).flatMap(({ reservedInstances = [] }) => reservedInstances)
  const most = kept.reduce((sum, instances) => sum + instances, 0)
  const pool = Number(
    /'(\d+)'/.exec(String(provider.environment?.variables?.DATABASE_CONNECTIONS))?.[1]
  )
  const connections = (most + 1) * pool
  expect(text).toContain(`(${kept.join(' + ')} + 1) x ${pool} x 1 = ${connections} `)
  expect(text).toContain(`= ${Math.ceil(connections / 0.9)} `)
  const mb = most * (provider.memorySize ?? 0)
  expect(text).toContain(`${most} x ${provider.memorySize} = ${mb.toLocaleString('en-US')} MB`)
  expect(text).toContain(`${most} x ${pool} = ${most * pool}\n`)
})

it.each([
  ['docs/deploy.md', english],
  ['docs/deploy.zh-CN.md', chinese]
])('the links of %s lead somewhere', (_file, text) => {
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link)
  expect(links.length).toBeGreaterThan(2)
  for (const link of links) expect(existsSync(path.join(ROOT, 'docs', link))).toBe(true)
})
