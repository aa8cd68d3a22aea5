import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build as bundle } from 'esbuild'
import { bundleOptions, listFunctions } from '../../../tools/build/build'

const ROOT = path.resolve(__dirname, '../../..')

describe('the build', () => {
  let folder: string
  beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'weapp scf build '))))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('writes a bundle a function and what starts it, also to a path with spaces', () => {
    const { status } = spawnSync(
      process.execPath,
      ['--require', 'tsx/cjs', 'tools/build/build.ts', '--out', folder],
      { cwd: ROOT }
    )
    expect(status).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(
      [...listFunctions().map((name) => `${name}.js`), 'scf_bootstrap', 'secret-store.js'].sort()
    )
    expect(statSync(path.join(folder, 'scf_bootstrap')).mode & 0o111).toBe(0o111)
  })

  it.each(listFunctions())(
    '%s holds product code and its three libraries, nothing else',
    async (name) => {
      const { metafile } = await bundle({ ...bundleOptions(name), write: false, metafile: true })
      const inputs = Object.keys(metafile.inputs)
      const own = inputs.filter((file) => !file.startsWith('node_modules/'))
      for (const file of own)
        expect(file).toMatch(
          new RegExp(
            `^(cloudfunctions/(${name}|shared)/|gateway-config/((request-check|limits-check|rate-limiter|cors|wafer).ts|generated/validators.js$)|\\(disabled\\)|left-out:)`
          )
        )
      const { packages } = JSON.parse(
        readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')
      ) as {
        packages: Record<string, { dev?: boolean }>
      }
      for (const file of inputs.filter((input) => input.startsWith('node_modules/'))) {
        const [, packageName = ''] = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? []
        expect([packageName, packages[`node_modules/${packageName}`]?.dev]).toEqual([
          packageName,
          undefined
        ])
      }
    }
  )

  it.each(listFunctions())('%s holds no stand-in and no development secret', (name) => {
    const text = readFileSync(path.join(ROOT, 'dist', `${name}.js`), 'utf8')
    for (const sentinel of ['is a mock', 'errcode-', 'x-gateway-source', 'local:'])
      expect(text.includes(sentinel)).toBe(false)
  })
})
