import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const HINT =
  'DevTools  "url not in domain list"? Details > Local settings > do not check domains (详情 > 本地设置 > 不校验合法域名)'

/** DevTools reads both; the first one takes precedence. */
const CONFIG_FILES = ['project.private.config.json', 'project.config.json']

/**
 * WeChat DevTools rejects a local address itself, and no request arrives here that would show it.
 * Returns the line that helps then; none if the mini-program's settings allow such addresses.
 */
export function domainHint(miniprogramDir: string): string[] {
  const checks = CONFIG_FILES.map((name) => readUrlCheck(path.join(miniprogramDir, name)))
  return checks.find((check) => check !== undefined) === false ? [] : [HINT]
}

/** undefined also for a file that DevTools cannot read either. */
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
