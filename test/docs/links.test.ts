import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { project, runCommand } from '../support/project'
import { files, matches, pages, prose, read, removable, sources } from './pages'

const FOLDERS = 'bench|cloudfunctions|deploy|docs|gateway-config|miniprogram|mocks|sql|test|tools'
/** Made by the guides on adding an endpoint, by an installation or by a project's owner. */
const MADE =
  /coupons|expiry|kiosk|receipts|^sql\/seed|^deploy\/node_modules|project\.private\.config\.json$|^NNNN-/

const places = new Set([...files, ...removable].flatMap(withFolders))

function withFolders(file: string): string[] {
  const parts = file.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** True for a file or a folder; `*` is any name, `**` any path, and a decision goes by its number. */
function exists(place: string): boolean {
  const wanted = place.replace(/\/$/, '').replace(/^(docs\/decisions\/\d{4})$/, '$1-*.md')
  if (!wanted.includes('*')) return places.has(wanted) || places.has(`${wanted}.ts`)
  const pattern = wanted
    .replace(/[.]/g, '\\.')
    .replace(/\*+/g, (stars) => (stars === '*' ? '[^/]*' : '.*'))
  return [...places].some((known) => new RegExp(`^${pattern}$`).test(known))
}

/** The paths that a text names from the project's folder, such as `tools/gateway` or `sql/*.sql`. */
function namedPlaces(text: string): string[] {
  return matches(text, new RegExp(`(?<![\\w./@-])((?:${FOLDERS})/[\\w.*/-]*)(?![\\w.*/<{-])`, 'g'))
    .map((place) => place.replace(/[.-]+$/, ''))
    .filter((place) => !MADE.test(place))
}

function comments(source: string): string {
  return [...source.matchAll(/\/\*\*?[\s\S]*?\*\/|^\s*(?:\/\/|--).*/gm)].join('\n')
}

/** The names that a list of commands shows, each indented by two spaces. */
function listedCommands(usage: string): string[] {
  return matches(usage, /^ {2}(\S+) {2}/gm)
}

/** What `find` returns for each of these files, with the file's name before it. */
function inEach(all: string[], find: (text: string, file: string) => string[]): string[] {
  return all.flatMap((file) => find(read(file), file).map((found) => `${file}: ${found}`))
}

it('links to files that exist', () => {
  const broken = inEach(pages, (text, page) =>
    matches(prose(text), /\]\(([^)#\s]+)/g)
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => !places.has(path.posix.join(path.dirname(page), target)))
  )
  expect(broken).toEqual([])
})

it('names paths that exist, on pages and in comments', () => {
  const isMissing = (place: string) => !exists(place)
  expect([
    // what can be removed may have been
    ...inEach(pages, (text) =>
      namedPlaces(text.replace(/^(git rm |-(?! )).*$/gm, '')).filter(isMissing)
    ),
    ...inEach(sources, (text) => namedPlaces(comments(text)).filter(isMissing))
  ]).toEqual([])
})

it('names source files that exist', () => {
  const missing = inEach(pages, (text) =>
    matches(prose(text), /`([\w./-]+\.(?:ts|js|sql|ya?ml))`/g)
      .filter((name) => !MADE.test(name))
      .filter((name) => ![...places].some((file) => `/${file}`.endsWith(`/${name}`)))
  )
  expect(missing).toEqual([])
})

it('names only commands that exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const bench = ['--import', 'tsx', 'bench/index.ts', '--help']
  const known = {
    'npm run': Object.keys(scripts),
    'npm run cli --': listedCommands(runCommand('help').stdout),
    'npm run bench --': listedCommands(
      spawnSync(process.execPath, bench, { cwd: project.root, encoding: 'utf8' }).stdout
    )
  }
  expect(known['npm run cli --']).toContain('doctor')
  expect(known['npm run bench --']).toContain('burst')
  const missing = inEach([...pages, ...sources], (text) =>
    [...text.matchAll(/(npm run(?: (?:cli|bench) --)?) ([a-z][\w:-]*\w)/g)]
      .filter(([, runner, name = '']) => !known[runner as keyof typeof known].includes(name))
      .map(([command]) => command)
  )
  expect(missing).toEqual([])
})

it('shows pictures that exist, on a first page of at most 150 lines', () => {
  for (const page of ['README.md', 'README.zh-CN.md']) {
    const pictures = matches(read(page), /!\[[^\]]*\]\((\S+)\)/g)
    expect(pictures.length).toBeGreaterThan(2)
    expect(pictures.filter((file) => !existsSync(path.join(project.root, file)))).toEqual([])
    expect(read(page).split('\n').length).toBeLessThanOrEqual(151)
  }
})

it.each(['tools', 'cloudfunctions/shared', 'mocks'])(
  '%s has a README in every folder',
  (parent) => {
    const folders = new Set(
      files
        .filter((file) => file.startsWith(`${parent}/`))
        .map((file) => file.slice(parent.length + 1).split('/'))
        .filter((parts) => parts.length > 1)
        .map(([folder]) => folder)
    )
    expect(folders.size).toBeGreaterThan(0)
    const without = [...folders].filter((folder) => !places.has(`${parent}/${folder}/README.md`))
    expect(without).toEqual([])
  }
)
