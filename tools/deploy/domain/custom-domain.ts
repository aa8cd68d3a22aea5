import { type Cloud, CloudError, orUndefined } from '../cloud/client'
import { type Tag } from '../cloud/functions'
import { readPages } from '../cloud/pages'

/** The part of SCF's GetCustomDomain that is used. */
export interface CustomDomain {
  Domain: string
  Protocol: string
  EndpointsConfig?: DomainRow[] | null
  CertConfig?: { CertificateId?: string } | null
  WafConfig?: { WafOpen?: string | null; WafInstanceId?: string | null } | null
  Tags?: Tag[] | null
}

/** A row of a domain's path table. */
export interface DomainRow {
  Namespace: string
  FunctionName: string
  Qualifier: string
  PathMatch: string
  PathRewrite?: unknown[] | null
}

/** SCF replaces the whole table at once, so no call sees half of it. */
interface WantedDomain {
  Domain: string
  Protocol: 'HTTPS'
  CertConfig: { CertificateId: string }
  EndpointsConfig: DomainRow[]
}

/**
 * What a change of a domain repeats of it, since a part that is left out may be taken away: SCF asks
 * for the certificate with every change of an https domain, and a firewall must not fall.
 */
export function keptParts({
  Protocol,
  CertConfig,
  WafConfig
}: CustomDomain): Partial<CustomDomain> {
  const { WafOpen, WafInstanceId } = WafConfig ?? {}
  return {
    Protocol,
    ...(CertConfig?.CertificateId && { CertConfig }),
    ...(WafOpen && { WafConfig: { WafOpen, ...(WafInstanceId && { WafInstanceId }) } })
  }
}

export function getDomain(cloud: Cloud, Domain: string): Promise<CustomDomain | undefined> {
  return orUndefined(cloud<CustomDomain>('scf', 'GetCustomDomain', { Domain }))
}

/** The region's custom domains that have rows for any of these functions, with those rows. */
export async function listDomains(
  cloud: Cloud,
  functionNames: string[]
): Promise<{ domain: CustomDomain; rows: DomainRow[] }[]> {
  const all = await readPages<CustomDomain>('Domains', (range) =>
    cloud('scf', 'ListCustomDomains', range)
  )
  return all.flatMap((domain) => {
    const rows = domain.EndpointsConfig?.filter(({ FunctionName }) =>
      functionNames.includes(FunctionName)
    )
    return rows?.length ? [{ domain, rows }] : []
  })
}

/**
 * Creates a domain, or changes an existing one. Throws an Error that says what to do when the name
 * is taken.
 */
export async function applyDomain(
  cloud: Cloud,
  wanted: WantedDomain,
  existing: CustomDomain | undefined,
  Tags: Tag[]
): Promise<void> {
  if (existing)
    return void (await cloud('scf', 'UpdateCustomDomain', { ...keptParts(existing), ...wanted }))
  try {
    await cloud('scf', 'CreateCustomDomain', { ...wanted, Tags })
  } catch (error) {
    if (error instanceof CloudError && error.code.startsWith('ResourceInUse'))
      throw new Error(
        `${wanted.Domain} is taken: another account has it, or this account in another region. ` +
          'Remove it there, or name another domain in gateway-config/environments.yaml',
        { cause: error }
      )
    throw error
  }
}

/** One line per row of the table, marked `=` where nothing changes. */
export function compareDomains(
  { Domain, Protocol, CertConfig, EndpointsConfig }: WantedDomain,
  existing: CustomDomain | undefined
): { lines: string[]; isSame: boolean } {
  const before = new Map((existing?.EndpointsConfig ?? []).map((row) => [row.PathMatch, row]))
  const after = new Map(EndpointsConfig.map((row) => [row.PathMatch, row]))
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  const width = Math.max(...paths.map((path) => path.length))
  const rows = paths.map((path) => {
    const [old, now] = [before.get(path), after.get(path)].map((row) => row && describe(row))
    const mark = old === now ? '=' : old === undefined ? '+' : now === undefined ? '-' : '~'
    const target = mark === '~' ? `${old} -> ${now}` : (now ?? old)
    return `  ${mark} ${path.padEnd(width)}  ${target}`
  })
  const facts = [
    ...describeChange('protocol', existing?.Protocol, Protocol),
    ...describeChange('certificate', existing?.CertConfig?.CertificateId, CertConfig.CertificateId)
  ]
  const isSame = rows.every((row) => row.startsWith('  =')) && !facts.length
  const mark = !existing ? '+' : isSame ? '=' : '~'
  return { lines: [`${mark} ${Domain}`, ...facts, ...rows], isSame }
}

function describe({ FunctionName, Qualifier, PathRewrite }: DomainRow): string {
  const version = Qualifier === '$DEFAULT' ? '' : ` ${Qualifier}`
  return `${FunctionName}${version}${PathRewrite?.length ? ' (rewritten path)' : ''}`
}

function describeChange(name: string, old: string | undefined, now: string): string[] {
  if (old === now) return []
  return [`    ${name}: ${old ? `${old} -> ${now}` : now}`]
}
