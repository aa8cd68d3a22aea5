import { type BucketEntry } from '../../serverless-yml'
import { type Cos, unlessMissing } from '../cloud/cos'

interface LifecycleRule {
  ID?: string
  Status?: string
  Filter?: { Prefix?: string }
  Expiration?: { Days?: string | number }
}

interface CorsRule {
  AllowedOrigins?: string[]
}

const NAME = /^[a-z\d][a-z\d-]{0,49}-\d+$/
/** Rules of these ids are ours; all others are kept. */
const OURS = 'deployed: '
const MAX_AGE_SECONDS = 600

/** The buckets that have a name; one without it is switched off. Throws an Error for a bad entry. */
export function wantedBuckets(entries: BucketEntry[] = []): BucketEntry[] {
  for (const { name, expire = {} } of entries) {
    if (name && !NAME.test(name))
      throw new Error(`custom.buckets: the name must be <name>-<appid>, not "${name}"`)
    for (const [prefix, days] of Object.entries(expire))
      if (!(Number.isInteger(days) && days > 0))
        throw new Error(`custom.buckets: ${name}: ${prefix} must expire after a number of days`)
  }
  return entries.filter(({ name }) => name)
}

/**
 * Creates buckets, private, where they do not exist, and sets their rules: after how many days
 * objects with a prefix are removed, and which pages may call them. What is in a bucket is never
 * touched, and neither are rules that were made elsewhere.
 */
export async function applyBuckets(
  cos: Cos,
  entries: BucketEntry[],
  log: (line: string) => void
): Promise<void> {
  for (const { name: Bucket, expire = {}, origins = [] } of entries) {
    if (!(await unlessMissing(cos('headBucket', { Bucket })))) {
      log(`creating bucket ${Bucket}`)
      await cos('putBucket', { Bucket })
    }
    await applyLifecycle(cos, Bucket, expire, log)
    await applyOrigins(cos, Bucket, origins, log)
  }
}

async function applyLifecycle(
  cos: Cos,
  Bucket: string,
  expire: Record<string, number>,
  log: (line: string) => void
): Promise<void> {
  const found = await unlessMissing(
    cos<{ Rules?: LifecycleRule[] }>('getBucketLifecycle', { Bucket })
  )
  const existing = found?.Rules ?? []
  const ours = existing.filter(({ ID }) => ID?.startsWith(OURS))
  const wanted = Object.entries(expire).map(([Prefix, Days]) => ({
    ID: OURS + Prefix,
    Status: 'Enabled',
    Filter: { Prefix },
    Expiration: { Days }
  }))
  if (describeRules(ours) === describeRules(wanted)) return
  const Rules = [...existing.filter((rule) => !ours.includes(rule)), ...wanted]
  log(`${Bucket}: objects expire: ${describeRules(wanted) || 'none'}`)
  if (Rules.length) await cos('putBucketLifecycle', { Bucket, Rules })
  else await cos('deleteBucketLifecycle', { Bucket })
}

function describeRules(rules: LifecycleRule[]): string {
  const described = rules.map(
    ({ Status, Filter, Expiration }) =>
      `${Filter?.Prefix} after ${Expiration?.Days} days${Status === 'Enabled' ? '' : ' (off)'}`
  )
  return described.sort().join(', ')
}

/** Only for pages in browsers: a mini-program's calls have no origin. */
async function applyOrigins(
  cos: Cos,
  Bucket: string,
  origins: string[],
  log: (line: string) => void
): Promise<void> {
  if (!origins.length) return
  const found = await unlessMissing(cos<{ CORSRules?: CorsRule[] }>('getBucketCors', { Bucket }))
  const existing = found?.CORSRules ?? []
  const allows = (origin: string) =>
    existing.some(({ AllowedOrigins = [] }) => AllowedOrigins.includes(origin))
  if (origins.every(allows)) return
  log(`${Bucket}: pages of ${origins.join(', ')} may call it`)
  const rule = {
    AllowedOrigins: origins,
    AllowedMethods: ['GET', 'HEAD', 'POST'],
    AllowedHeaders: ['*'],
    MaxAgeSeconds: String(MAX_AGE_SECONDS)
  }
  await cos('putBucketCors', { Bucket, CORSRules: [...existing, rule] })
}
