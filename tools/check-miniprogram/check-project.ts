import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compileApp } from '../preview'
import { checkPackage, sizeKb } from './check-package'
import { compileNatively } from './native-compilers'
import { type WechatCi } from './wechat-ci'

export interface ProjectFindings {
  defects: string[]
  /** What could not be checked on this machine, and why. */
  notes: string[]
  files: number
  kb: number
}

/** These count files that are not uploaded; we measure the package itself. */
const MISCOUNTED_ITEMS = new Set(['PACKAGE_SIZE_LIMIT', 'CONTAINS_UNUSED_CODES'])

/**
 * Finds everything that can be found without DevTools in the project in `dir`, except type errors
 * (npm run types). `requireInstalled` finds WeChat's packages.
 */
export async function checkProject(
  requireInstalled: NodeJS.Require,
  ci: WechatCi,
  dir: string
): Promise<ProjectFindings> {
  const root = miniprogramRoot(dir)
  const { problems, warnings } = await compileApp(root)
  const native = compileNatively(requireInstalled, root, listFiles(root))
  const defects = [
    ...[...problems, ...warnings].map(({ file, line, message }) => `${file}:${line} ${message}`),
    ...(native ?? [])
  ]
  const notes = native ? [] : ['wcc and wcsc were skipped: they only run on x86-64']
  const findings = { defects, notes, files: 0, kb: 0 }
  // miniprogram-ci takes seconds: only worth it once the quick checks pass
  if (defects.length) return findings
  try {
    const files = await ci.compile(dir)
    defects.push(...checkPackage(files))
    if (!defects.length) defects.push(...(await findBadQuality(ci, dir)))
    return { ...findings, files: Object.keys(files).length, kb: sizeKb(files) }
  } catch (error) {
    const { code, message } = error as { code?: number; message: string }
    defects.push(`miniprogram-ci ${code ?? ''}: ${message}`)
    return findings
  }
}

async function findBadQuality(ci: WechatCi, dir: string): Promise<string[]> {
  const items = await ci.checkQuality(dir)
  return items
    .filter(({ name, success }) => !success && !MISCOUNTED_ITEMS.has(name))
    .map(({ name, text }) => `${name}: ${text}`)
}

function miniprogramRoot(dir: string): string {
  const config = JSON.parse(readFileSync(path.join(dir, 'project.config.json'), 'utf8')) as {
    miniprogramRoot?: string
  }
  return path.join(dir, config.miniprogramRoot ?? '')
}

/** In the format of the native compilers: from the root, starting with `./`. */
function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|[/\\])(node_modules|miniprogram_npm)[/\\]/.test(file))
    .map((file) => `./${file.split(path.sep).join('/')}`)
}
