import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build as bundle } from 'esbuild'
import { bundleOptions, listFunctions } from '../../../tools/build/bundle-functions'
import { project, runCommand } from '../../support/project'

const FUNCTIONS = listFunctions(project.functionsDir)

let folder: string
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'weapp scf build '))))
afterAll(() => rmSync(folder, { recursive: true }))

it('writes one bundle per function and what starts it, also to a path with spaces', () => {
  const { status, stdout } = runCommand('build', ['--out', folder])
  expect([status, stdout]).toEqual([0, `built ${FUNCTIONS.join(', ')} in ${folder}\n`])
  expect(readdirSync(folder).sort()).toEqual(
    [...FUNCTIONS.map((name) => `${name}.js`), 'scf_bootstrap', 'secret-store.js'].sort()
  )
  expect(statSync(path.join(folder, 'scf_bootstrap')).mode & 0o111).toBe(0o111)
})

it('explains itself with --help', () => {
  const { status, stdout } = runCommand('build', ['--help'])
  expect([status, stdout]).toEqual([0, expect.stringContaining('--out <folder>')])
})

it.each(FUNCTIONS)(
  'puts product code and its libraries into %s, and nothing else',
  async (name) => {
    const options = bundleOptions(project.functionsDir, name, project.distDir)
    const { metafile } = await bundle({
      ...options,
      absWorkingDir: project.root,
      write: false,
      metafile: true
    })
    const inputs = Object.keys(metafile.inputs)
    const isPackage = (file: string) => /(^|\/)node_modules\//.test(file)
    for (const file of inputs.filter((input) => !isPackage(input)))
      expect(file).toMatch(
        new RegExp(
          `^(cloudfunctions/(${name}|shared)/|tools/contract/door/|gateway-config/generated/(contract.ts|validators.js)$|package.json$|\\(disabled\\)|left-out:)`
        )
      )
    const { packages } = JSON.parse(
      readFileSync(path.join(project.root, 'package-lock.json'), 'utf8')
    ) as { packages: Record<string, { dev?: boolean }> }
    for (const file of inputs.filter(isPackage)) {
      const [, packageName = ''] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? []
      expect([packageName, packages[`node_modules/${packageName}`]?.dev]).toEqual([
        packageName,
        undefined
      ])
    }
  }
)

it('keeps a bundle small enough to load fast: 700 KB', () => {
  const sizes = FUNCTIONS.map((name) => ({
    name,
    kilobytes: statSync(path.join(project.distDir, `${name}.js`)).size / 1024
  }))
  expect(sizes.filter(({ kilobytes }) => kilobytes > 700)).toEqual([])
})

it('reads the ASCII of a server in whatever character set it speaks', async () => {
  const names = path.join(
    path.dirname(require.resolve('mysql2')),
    'lib/constants/charset_encodings'
  )
  const outfile = path.join(folder, 'read.js')
  await bundle({
    ...bundleOptions(project.functionsDir, 'login', folder),
    entryPoints: undefined,
    stdin: {
      contents: `
        const names = require(${JSON.stringify(names)}).filter(Boolean)
        const { decode } = require('iconv-lite')
        const ascii = Buffer.from('character_set_client')
        console.log(names.filter((name) => !/^(ucs2|utf16|utf16-le|utf32)$/.test(name))
          .filter((name) => decode(ascii, name) !== ascii.toString()), names.includes('gbk'))
      `,
      resolveDir: project.root
    },
    outfile
  })
  expect(spawnSync(process.execPath, [outfile], { encoding: 'utf8' })).toMatchObject({
    stderr: '',
    stdout: '[] true\n'
  })
})

it.each(FUNCTIONS)('puts no stand-in and no development secret into %s', (name) => {
  const text = readFileSync(path.join(project.distDir, `${name}.js`), 'utf8')
  for (const sentinel of ['is a mock', 'errcode-', 'x-gateway-source', 'local:'])
    expect(text.includes(sentinel)).toBe(false)
})
