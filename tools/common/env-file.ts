import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** The values of a file such as .env, by name; none when there is no such file. */
export function readEnvFile(file: string): Record<string, string> {
  if (!existsSync(file)) return {}
  // an editor on Windows may begin the file with a byte order mark
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  return parseEnv(text) as Record<string, string>
}
