import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { type ServerlessService } from '../../../tools/serverless-yml'
import { project, runCommand } from '../../support/project'

const read = (file: string) => readFileSync(path.join(project.root, file), 'utf8')
const english = read('docs/deploy.md')
const chinese = read('docs/deploy.zh-CN.md')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const { functions, provider } = parse(read('deploy/serverless.yml')) as ServerlessService

const commandsOf = (text: string) => [
  ...new Set([...text.matchAll(/npm run [\w:-]+(?: +-- [^`#\n|]*)?/g)].map(([all]) => all.trim()))
]

/** The help of a command of the command line, such as `npm run cli -- doctor`. */
const helps = new Map<string, string>()
function helpOf(command: string): string {
  const [, script = '', first = ''] = /^npm run ([\w:-]+)(?: +-- +([\w-]+))?/.exec(command) ?? []
  const [, name] = /tools\/cli\.ts ?(\S*)$/.exec(scripts[script] ?? '') ?? []
  expect(name).toBeDefined()
  const known = name || first
  if (!helps.has(known)) helps.set(known, String(runCommand(known, ['--help']).stdout))
  return helps.get(known) ?? ''
}

it('gives the same commands in both languages', () => {
  expect(commandsOf(chinese).sort()).toEqual(commandsOf(english).sort())
})

it.each(commandsOf(english))('explains every option of the command %s in its help', (command) => {
  const help = helpOf(command)
  expect(help).toContain('npm run')
  for (const [option] of command.replace(' -- ', ' ').matchAll(/--[\w-]+/g))
    expect(help).toContain(option)
})

it.each([
  ['English', english],
  ['Chinese', chinese]
])('calculates with the numbers of serverless.yml in %s', (_language, text) => {
  // the page names these three; a project may have more functions
  const reserved = ['login', 'session', 'user'].map(
    (name) => functions[name]?.reservedInstances ?? 0
  )
  const instances = reserved.reduce((sum, count) => sum + count, 0)
  const pool = Number(
    /'(\d+)'/.exec(String(provider.environment?.variables?.DATABASE_CONNECTIONS))?.[1]
  )
  const connections = (instances + 1) * pool
  expect(text).toContain(`(${reserved.join(' + ')} + 1) x ${pool} x 1 = ${connections} `)
  expect(text).toContain(`= ${Math.ceil(connections / 0.9)} `)
  const mb = instances * (provider.memorySize ?? 0)
  expect(text).toContain(`${instances} x ${provider.memorySize} = ${mb.toLocaleString('en-US')} MB`)
  expect(text).toContain(`${instances} x ${pool} = ${instances * pool}\n`)
})

it.each([
  ['English', english],
  ['Chinese', chinese]
])('counts the functions that come with the repository in %s', (_language, text) => {
  const pool = 4
  const known = [
    'login',
    'session',
    'user',
    'wechat',
    'go',
    'janitor',
    'shop',
    'pay',
    'events',
    'files'
  ]
  // a project may have others, and calculates with its own
  if (Object.keys(functions).sort().join() !== known.sort().join()) return
  const instances = Object.values(functions).reduce(
    (sum, { reservedInstances = 0 }) => sum + reservedInstances,
    0
  )
  const connections = (instances + 1) * pool
  expect(text).toContain(`(${instances} + 1) x ${pool} x 1 = ${connections} `)
  expect(text).toMatch(new RegExp(`= \\d+ (or|或) ${Math.ceil(connections / 0.9)} `))
})

it('has the sections that messages and other pages name', () => {
  const sources = [path.join(project.root, 'tools/deploy'), path.join(project.root, 'docs')]
  const texts = sources.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|md)$/.test(name))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
  )
  const NAMED =
    /docs\/deploy\.md, (\d+)|\(deploy\.md\), section (\d+)|section (\d+) of \[deploy|Deployment, section (\d+)/g
  const named = texts.flatMap((text) =>
    [...text.matchAll(NAMED)].map((found) => found.slice(1).find(Boolean))
  )
  expect(named.length).toBeGreaterThan(2)
  for (const number of named) expect(english).toMatch(new RegExp(`^## ${number}\\. `, 'm'))
})

it.each([
  ['docs/deploy.md', english],
  ['docs/deploy.zh-CN.md', chinese]
])('links from %s only to files that exist', (_file, text) => {
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link)
  expect(links.length).toBeGreaterThan(2)
  for (const link of links) expect(existsSync(path.join(project.root, 'docs', link))).toBe(true)
})
