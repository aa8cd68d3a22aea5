import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import { type FunctionBuild, keepFunctionsBuilt } from '../../../tools/build'

let root: string
let outDir: string
let build: FunctionBuild | undefined
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'a project to build '))
  outDir = path.join(root, 'dist')
  write('package.json', '{ "name": "shop" }')
  write('cloudfunctions/scf_bootstrap', '')
  write('cloudfunctions/shared/settings/secret-store.ts', 'export {}')
  write('cloudfunctions/shared/price.ts', 'export const price = 1')
  write('cloudfunctions/list/index.ts', "export { price } from '../shared/price'")
  write('cloudfunctions/other/index.ts', 'export const other = true')
})
afterEach(async () => {
  await build?.stop()
  build = undefined
  rmSync(root, { recursive: true, force: true })
})

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}

async function start(options = {}): Promise<{ next(): Promise<string> }> {
  build = keepFunctionsBuilt({ root }, outDir, options)
  await build.built
  const names: string[] = []
  let wake = () => undefined as void
  build.onChange((name) => {
    names.push(name)
    wake()
  })
  return {
    async next() {
      while (!names.length) await new Promise<void>((resolve) => (wake = resolve))
      return names.shift() ?? ''
    }
  }
}

/** What a bundle exports; it is read again each time. */
function load(name: string): Record<string, unknown> {
  const module = { exports: {} }
  const code = readFileSync(path.join(outDir, `${name}.js`), 'utf8')
  runInNewContext(code, { module, exports: module.exports })
  return module.exports
}

it('rebuilds the functions that use a saved file, and reports only those', async () => {
  const changes = await start()
  expect([load('list').price, load('other').other]).toEqual([1, true])
  write('cloudfunctions/shared/price.ts', 'export const price = 2')
  expect(await changes.next()).toBe('list')
  expect(load('list').price).toBe(2)
  write('cloudfunctions/other/index.ts', 'export const other = false')
  expect(await changes.next()).toBe('other')
})

it('keeps the previous bundle while a file does not compile', async () => {
  const changes = await start()
  write('cloudfunctions/list/index.ts', 'export const = ')
  write('cloudfunctions/other/index.ts', 'export const other = 2')
  expect(await changes.next()).toBe('other')
  expect(load('list').price).toBe(1)
  write('cloudfunctions/list/index.ts', 'export const price = 3')
  expect(await changes.next()).toBe('list')
})

it('builds a function that is added', async () => {
  const changes = await start()
  write('cloudfunctions/added/index.ts', 'export const added = 1')
  expect(await changes.next()).toBe('added')
  expect(load('added').added).toBe(1)
})

it('links readable code to its sources for a debugger', async () => {
  await start({ debug: true })
  const code = readFileSync(path.join(outDir, 'list.js'), 'utf8')
  expect(code).toContain('var price = 1;\n')
  expect(code).toContain('//# sourceMappingURL=list.js.map')
})

it('fails when the functions do not compile at first', async () => {
  write('cloudfunctions/list/index.ts', 'export const = ')
  build = keepFunctionsBuilt({ root }, outDir)
  await expect(build.built).rejects.toThrow('the functions do not build: see above')
})
