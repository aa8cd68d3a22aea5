import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compileApp } from '../preview/compile'
import { checkPackage, sizeKb } from './check-package'
import { compileNatively } from './native'
import type { WechatCi } from './wechat-ci'

export interface Findings {
  defects: string[]
  /** What could not be checked here, and why. */
  notes: string[]
  files: number
  kb: number
}

/** Counted from files that an upload drops; the package itself is measured instead. */
const MISCOUNTED = new Set(['PACKAGE_SIZE_LIMIT', 'CONTAINS_UNUSED_CODES'])

/** All that can be wrong with the project in `dir` without DevTools, types aside (npm run types). */
export async function checkProject(
  load: NodeJS.Require,
  ci: WechatCi,
  dir: string
): Promise<Findings> {
  const root = miniprogramRoot(dir)
  const { problems } = await compileApp(root).catch((error: Error) => ({
    problems: [{ file: 'app.json', line: 0, message: error.message }]
  }))
  const native = compileNatively(load, root, listFiles(root))
  const defects = [
    ...problems.map(({ file, line, message }) => `${file}:${line} ${message}`),
    ...(native ?? [])
  ]
  const notes = native ? [] : ['wcc and wcsc did not run: they are programs for x86-64']
  const found = { defects, notes, files: 0, kb: 0 }
  // seconds against milliseconds: what is broken already is mended first
  if (defects.length) return found
  try {
    const files = await ci.compile(dir)
    defects.push(...checkPackage(files))
    if (!defects.length) defects.push(...(await findBadQuality(ci, dir)))
    return { ...found, files: Object.keys(files).length, kb: sizeKb(files) }
  } catch (error) {
    const { code, message } = error as { code?: number; message: string }
    defects.push(`miniprogram-ci ${code ?? ''}: ${message}`)
    return found
  }
}

async function findBadQuality(ci: WechatCi, dir: string): Promise<string[]> {
  const items = await ci.checkQuality(dir)
  return items
    .filter(({ name, success }) => !success && !MISCOUNTED.has(name))
    .map(({ name, text }) => `${name}: ${text}`)
}

function miniprogramRoot(dir: string): string {
  const config = JSON.parse(readFileSync(path.join(dir, 'project.config.json'), 'utf8')) as {
    miniprogramRoot?: string
  }
  return path.join(dir, config.miniprogramRoot ?? '')
}

/** As the native compilers want them: from the root, with `./` before them. */
function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|[/\\])(node_modules|miniprogram_npm)[/\\]/.test(file))
    .map((file) => `./${file.split(path.sep).join('/')}`)
}
