import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '../../../tools/build/bundle-functions'
import { project } from '../../support/project'

let root: string
let out: string
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'packages-'))
  out = path.join(root, 'out')
  symlinkSync(path.join(project.root, 'node_modules'), path.join(root, 'node_modules'), 'junction')
})
afterAll(() => rmSync(root, { recursive: true }))

async function bundleOf(name: string, source: string): Promise<string> {
  const functionsDir = path.join(root, 'cloudfunctions')
  mkdirSync(path.join(functionsDir, name), { recursive: true })
  writeFileSync(path.join(functionsDir, name, 'index.ts'), source)
  await build({ ...bundleOptions(functionsDir, [name], out), write: true })
  return path.join(out, `${name}.js`)
}

it('keeps form-data working in a function that uses it', async () => {
  const file = await bundleOf(
    'forms',
    `import FormData from 'form-data'
     const form = new FormData()
     form.append('name', 'tea')
     form.append('file', Buffer.from('hello'), { filename: 'a.png' })
     process.stdout.write(JSON.stringify([form.getHeaders(), form.getBuffer().toString()]))`
  )
  const { stdout } = spawnSync(process.execPath, [file], { encoding: 'utf8' })
  const [headers, body] = JSON.parse(stdout) as [Record<string, string>, string]
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  expect(body).toContain('name="name"\r\n\r\ntea\r\n')
  expect(body).toContain('filename="a.png"\r\nContent-Type: image/png\r\n\r\nhello\r\n')
})

/** An owner may have removed one. */
const isThere = ([name]: [string, boolean]) => existsSync(path.join(project.functionsDir, name))
const bundles: [string, boolean][] = [
  ['go', false],
  ['login', true]
]
it.each(bundles.filter(isThere))('puts axios into %s: %s', async (name, calls) => {
  const { metafile } = await build({
    ...bundleOptions(project.functionsDir, [name], out),
    absWorkingDir: project.root,
    metafile: true
  })
  const inputs = Object.keys(metafile.inputs).join('\n')
  expect(/node_modules\/axios\//.test(inputs)).toBe(calls)
  // axios' way of sending forms stays out all the same
  expect(inputs).not.toMatch(/node_modules\/(form-data|mime-db)\//)
})
