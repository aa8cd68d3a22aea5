import { fail, ok, type Check } from '../check'
import type { Settings } from '../subject'

/** What .env.example has, for everybody to see. */
const PLACEHOLDERS: [name: string, pattern: RegExp][] = [
  ['WECHAT_APPID', /^wx0{16}$/],
  ['WECHAT_APP_SECRET', /^0{32}$/],
  ['DATABASE_URL', /^mysql:\/\/(user:)?password@/]
]
const RINGS = ['TOKEN_KEYS', 'SEALING_KEYS'] as const

/**
 * What no function can see of itself: keys that serve two purposes or two stages. How strong they
 * are is what the functions check.
 */
export const secrets: Check = {
  name: 'secrets',
  first: true,
  run({ stage, settings, others }) {
    for (const [name, pattern] of PLACEHOLDERS)
      if (pattern.test(settings[name] ?? ''))
        return fail(`${name} is the one of .env.example`, 'it stands for none', 'set your own')
    const [signing, sealing] = RINGS.map((ring) => keysOf(settings, ring))
    if (signing?.some((key) => sealing?.includes(key)))
      return fail(
        'TOKEN_KEYS and SEALING_KEYS have a key in common',
        'who has the one has the other',
        'make another one: docs/keys.md'
      )
    const mine = [...(signing ?? []), ...(sealing ?? [])]
    for (const [other, theirs] of others)
      if (RINGS.some((ring) => keysOf(theirs, ring).some((key) => mine.includes(key))))
        return fail(
          `${stage} and ${other} have a key in common`,
          `tokens and sealed data of ${other} are good in ${stage}`,
          `make keys of its own for each stage: docs/keys.md`
        )
    return ok('no placeholders, no key serves twice')
  }
}

function keysOf(settings: Settings, ring: string): string[] {
  return (settings[ring] ?? '')
    .split(',')
    .map((entry) => entry.trim().split(':')[1] ?? '')
    .filter(Boolean)
}
