import { CosError } from './errors'
import { type KeyRing } from './keys'
import { checkTime, compare, signPolicy } from './signature'

/** The fields of a form in lower case, as they came before the file. */
export type FormFields = Map<string, string>

/** How large the file may be. */
export interface SizeLimit {
  least: number
  most: number
}

/** A form without a range may send 5 GB. */
const LARGEST = 5 * 1024 ** 3
/** Conditions that every policy needs; without them one signature would serve for others. */
const NEEDED = ['q-sign-algorithm', 'q-ak', 'q-sign-time']

interface Policy {
  expiration: string
  conditions: unknown[]
}

/**
 * Checks a form against its policy and the policy's signature, and returns how large the file may
 * be.
 * @see https://cloud.tencent.com/document/product/436/14690
 */
export function checkPolicy(
  fields: FormFields,
  bucket: string,
  keys: KeyRing,
  now: Date
): SizeLimit {
  const field = (name: string) => fields.get(name) ?? ''
  if (!fields.has('policy')) throw new CosError('AccessDenied', 'The form has no policy')
  const text = Buffer.from(field('policy'), 'base64').toString('utf8')
  if (field('q-sign-algorithm') !== 'sha1')
    throw new CosError('InvalidArgument', 'q-sign-algorithm must be sha1')
  const secretKey = keys.secretOf(field('q-ak'), fields.get('x-cos-security-token'))
  checkTime(field('q-key-time'), now)
  compare(field('q-signature'), signPolicy(secretKey, field('q-key-time'), text))
  const policy = parse(text)
  if (!(new Date(policy.expiration) > now)) throw new CosError('AccessDenied', 'Policy has expired')
  const limit = { least: 0, most: LARGEST }
  const checked = new Set<string>()
  for (const condition of policy.conditions) {
    const [how, name, value] = readCondition(condition)
    if (how === 'content-length-range') Object.assign(limit, readRange(name, value))
    else checked.add(checkCondition(how, String(name), String(value), fields, bucket))
  }
  const missing = NEEDED.find((name) => !checked.has(name))
  if (missing)
    throw new CosError('InvalidPolicyDocument', `The policy has no condition for ${missing}`)
  return limit
}

function parse(text: string): Policy {
  try {
    const { expiration, conditions } = JSON.parse(text) as Policy
    if (typeof expiration === 'string' && Array.isArray(conditions))
      return { expiration, conditions }
  } catch {
    // not JSON: refused below
  }
  throw new CosError('InvalidPolicyDocument', 'The policy needs expiration and conditions')
}

/** `{"key": "a"}` means the same as `["eq", "$key", "a"]`. */
function readCondition(condition: unknown): [how: string, name: unknown, value: unknown] {
  if (Array.isArray(condition) && condition.length === 3)
    return condition as [string, unknown, unknown]
  const [only, ...rest] =
    condition !== null && typeof condition === 'object' && !Array.isArray(condition)
      ? Object.entries(condition)
      : []
  if (!only || rest.length) throw new CosError('InvalidPolicyDocument', 'Invalid condition')
  return ['eq', `$${only[0]}`, only[1]]
}

function readRange(least: unknown, most: unknown): SizeLimit {
  if (Number.isSafeInteger(least) && Number.isSafeInteger(most))
    return { least: least as number, most: most as number }
  throw new CosError('InvalidPolicyDocument', 'content-length-range needs two whole numbers')
}

/** Returns the name of the field that it has checked. */
function checkCondition(
  how: string,
  given: string,
  value: string,
  fields: FormFields,
  bucket: string
): string {
  if (!given.startsWith('$') || !['eq', 'starts-with'].includes(how))
    throw new CosError('InvalidPolicyDocument', 'Invalid condition')
  const name = given.slice(1).toLowerCase()
  // the form calls it otherwise
  const sent = name === 'bucket' ? bucket : fields.get(name === 'q-sign-time' ? 'q-key-time' : name)
  const fits = how === 'eq' ? sent === value : sent?.startsWith(value)
  if (!fits) throw new CosError('AccessDenied', `Policy condition failed: ${how}, $${name}`)
  return name
}
