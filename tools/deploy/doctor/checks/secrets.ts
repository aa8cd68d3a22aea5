import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readEnvFile } from '../../../common/env-file'
import { listDeclaredSettings } from '../../../contract/check/declared-settings'
import { type Project } from '../../../project'
import { type StageSettings } from '../../settings/settings'
import { type Check, fail, nothingYet, ok } from '../check'

/** The values of .env.example. */
const PLACEHOLDERS: [name: string, pattern: RegExp][] = [
  ['WECHAT_APPID', /^wx0{16}$/],
  ['WECHAT_APP_SECRET', /^0{32}$/],
  ['DATABASE_URL', /^mysql:\/\/(user:)?password@/]
]
const RINGS = ['TOKEN_KEYS', 'SEALING_KEYS'] as const

/**
 * Finds keys with two purposes or in two stages. How strong keys are is checked by the functions.
 */
export const secrets: Check = {
  name: 'secrets',
  isQuick: true,
  async run({ stage, settings, others, project }) {
    for (const [name, pattern] of PLACEHOLDERS)
      if (pattern.test(settings[name] ?? ''))
        return fail(`${name} has the value of .env.example`, 'it is a placeholder', 'set your own')
    const written = findWritten(project)
    if (written)
      return fail(
        `${written.name} has a value in ${written.file}`,
        'it is a secret, and the file is shared',
        `replace it, and set the new one in .env.${stage} or in the secret store (docs/keys.md)`
      )
    const [signing, sealing] = RINGS.map((ring) => keysOf(settings, ring))
    if (signing?.some((key) => sealing?.includes(key)))
      return fail(
        'TOKEN_KEYS and SEALING_KEYS have a key in common',
        'anyone who has one has both',
        'make a second key: docs/keys.md'
      )
    const mine = [...(signing ?? []), ...(sealing ?? [])]
    if (!mine.length) return nothingYet('no keys are set here: nothing to compare')
    for (const [other, theirs] of others)
      if (RINGS.some((ring) => keysOf(theirs, ring).some((key) => mine.includes(key))))
        return fail(
          `${stage} and ${other} have a key in common`,
          `tokens and sealed data of ${other} are valid in ${stage}`,
          'make separate keys for each stage: docs/keys.md'
        )
    return ok('no placeholders, and no key is used twice')
  }
}

/** A secret of one's own (`secret(...)` where it is read) whose value is in a file that Git has. */
function findWritten({ root, functionsDir, serverlessFile }: Project) {
  if (!existsSync(functionsDir)) return undefined
  const names = listDeclaredSettings({ functionsDir }).filter(({ isSecret }) => isSecret)
  const text = readFileSync(serverlessFile, 'utf8')
  const example = readEnvFile(path.join(root, '.env.example'))
  for (const { name } of names) {
    // a value of its own, or one that is used where none is set
    const inFile = new RegExp(`^ *${name}: *(?!['"]?\\$\\{env:${name}(, *'')?\\})['"]?\\S`, 'm')
    if (inFile.test(text)) return { name, file: path.relative(root, serverlessFile) }
    const isExample = PLACEHOLDERS.some(([known]) => known === name)
    if (example[name] && !isExample) return { name, file: '.env.example' }
  }
  return undefined
}

function keysOf(settings: StageSettings, ring: string): string[] {
  return (settings[ring] ?? '')
    .split(',')
    .map((entry) => entry.trim().split(':')[1] ?? '')
    .filter(Boolean)
}
