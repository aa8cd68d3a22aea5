import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const HINT =
  'DevTools  "url not in domain list"? Details > Local settings > do not check domains (详情 > 本地设置 > 不校验合法域名)'

/** DevTools reads both; what the first one says counts. */
const CONFIG_FILES = ['project.private.config.json', 'project.config.json']

/**
 * WeChat DevTools refuses an address like ours by itself, and no request comes that could tell: the
 * line that helps then. None where the mini-program's own settings let such addresses pass.
 */
export function domainHint(miniprogramDir: string): string[] {
  const checks = CONFIG_FILES.map((name) => readUrlCheck(path.join(miniprogramDir, name)))
  return checks.find((check) => check !== undefined) === false ? [] : [HINT]
}

/** undefined, too, for a file that DevTools could not read either. */
function readUrlCheck(file: string): boolean | undefined {
  if (!existsSync(file)) return undefined
  try {
    const { setting } = JSON.parse(readFileSync(file, 'utf8')) as {
      setting?: { urlCheck?: boolean }
    }
    return setting?.urlCheck
  } catch {
    return undefined
  }
}
