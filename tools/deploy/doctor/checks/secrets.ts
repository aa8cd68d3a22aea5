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
  run({ stage, settings, others }) {
    for (const [name, pattern] of PLACEHOLDERS)
      if (pattern.test(settings[name] ?? ''))
        return fail(`${name} has the value of .env.example`, 'it is a placeholder', 'set your own')
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

function keysOf(settings: StageSettings, ring: string): string[] {
  return (settings[ring] ?? '')
    .split(',')
    .map((entry) => entry.trim().split(':')[1] ?? '')
    .filter(Boolean)
}
