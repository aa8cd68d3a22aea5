import { files, matches, read, removable } from './pages'

const PAGE = 'docs/guarantees.md'
const CHINESE = 'docs/guarantees.zh-CN.md'
/** A promise's test is called by its id and its sentence. */
const TITLE = /(?:\bit|\))\(\s*(['"`])([SFCO]\d\d): (.*?)\1,/g
const ROW = /^\| ([SFCO]\d\d) +\| (.*?) +\| (.*?) +\| \[(\S+)\]\((\S+)\) +\|$/gm

/** A title without the case that follows it where there are several. */
const plain = (title: string) => title.replace(/: [^:]*%[sifdj].*$/, '')

function promisesOfTests(): string[] {
  return files
    .filter((file) => /^test\/.*\.test\.ts$/.test(file))
    .flatMap((file) =>
      [...read(file).matchAll(TITLE)].map(
        ([, , id, title = '']) => `${id} ${plain(title)} (${file})`
      )
    )
}

function rowsOf(page: string) {
  return [...read(page).matchAll(ROW)].map(([, id = '', promise = '', how = '', , link = '']) => ({
    id,
    promise,
    how,
    file: link.replace('../', '')
  }))
}

it('lists every promise with its test, and no test without a promise', () => {
  const isRemoved = (file: string) =>
    !files.includes(file) && removable.some((name) => file === name || file.startsWith(`${name}/`))
  const promises = rowsOf(PAGE)
    .filter(({ file }) => !isRemoved(file))
    .map(({ id, promise, file }) => `${id} ${promise} (${file})`)
  expect(promises.length).toBeGreaterThan(50)
  expect(promises.sort()).toEqual(promisesOfTests().sort())
})

it('keeps at least one promise for each line of the security and fault lists', () => {
  const ids = new Set(rowsOf(PAGE).map(({ id }) => id))
  const wanted = (letter: string, count: number) =>
    Array.from({ length: count }, (_, i) => letter + String(i + 1).padStart(2, '0'))
  for (const id of [...wanted('S', 21), ...wanted('F', 20), ...wanted('C', 3), ...wanted('O', 5)])
    expect([id, ids.has(id)]).toEqual([id, true])
})

it('says for each promise what is injected, in both languages', () => {
  const [english, chinese] = [rowsOf(PAGE), rowsOf(CHINESE)]
  for (const row of [...english, ...chinese]) expect(row.how.length).toBeGreaterThan(3)
  const places = (rows: typeof english) => rows.map(({ id, file }) => `${id} ${file}`)
  expect(places(chinese)).toEqual(places(english))
  expect(matches(read(CHINESE), /^\| [SFCO]\d\d +\| ([ -~]+?) +\|/gm)).toEqual([])
})
