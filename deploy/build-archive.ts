import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { writeArchive } from './archive/write-archive'

const ROOT = path.resolve(__dirname, '..')
const BUILD_MS = 120_000

/**
 * Builds the functions that `serverlessYml` names, packs them, and writes the archive where that
 * file says. Gives the archive's path and its size in bytes.
 */
export async function buildArchive(
  serverlessYml = path.join(__dirname, 'serverless.yml')
): Promise<{ file: string; bytes: number }> {
  const service = parse(await readFile(serverlessYml, 'utf8')) as {
    package: { artifact: string }
    functions: Record<string, { handler: string }>
  }
  const file = path.resolve(path.dirname(serverlessYml), service.package.artifact)
  const distDir = await mkdtemp(path.join(tmpdir(), 'weapp-scf-dist-'))
  try {
    await promisify(execFile)(
      process.execPath,
      ['--require', 'tsx/cjs', path.join('cloudfunctions', 'build.ts'), '--out', distDir],
      { cwd: ROOT, timeout: BUILD_MS }
    )
    const bundles = Object.values(service.functions).map(({ handler }) => handler.split('.')[0])
    const archive = writeArchive(distDir, bundles as string[])
    await mkdir(path.dirname(file), { recursive: true })
    // whoever deploys another stage at the same moment reads a whole archive
    await writeFile(`${file}.${process.pid}`, archive)
    await rename(`${file}.${process.pid}`, file)
    return { file, bytes: archive.length }
  } finally {
    await rm(distDir, { recursive: true, force: true })
  }
}
