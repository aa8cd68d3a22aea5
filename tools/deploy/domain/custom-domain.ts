import { CloudError, isNotFound, type Cloud } from '../cloud/client'

/** A custom domain as SCF's GetCustomDomain tells it; only what is used. */
export interface CustomDomain {
  Domain: string
  Protocol: string
  EndpointsConfig?: Endpoint[] | null
  CertConfig?: { CertificateId?: string } | null
  Tags?: { Key: string; Value: string }[] | null
}

export interface Endpoint {
  Namespace: string
  FunctionName: string
  Qualifier: string
  PathMatch: string
  PathRewrite?: unknown[] | null
}

/** What is to be so: SCF takes the table whole, so no call meets half of it. */
export interface WantedDomain {
  Domain: string
  Protocol: 'HTTPS'
  CertConfig: { CertificateId: string }
  EndpointsConfig: Endpoint[]
}

export async function getDomain(cloud: Cloud, Domain: string): Promise<CustomDomain | undefined> {
  try {
    return await cloud<CustomDomain>('scf', 'GetCustomDomain', { Domain })
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/**
 * Makes a domain, or changes one that is there. Throws an Error that says what to do when somebody
 * else has the name.
 */
export async function applyDomain(
  cloud: Cloud,
  wanted: WantedDomain,
  existing: CustomDomain | undefined,
  Tags: { Key: string; Value: string }[]
): Promise<void> {
  if (existing) return void (await cloud('scf', 'UpdateCustomDomain', { ...wanted }))
  try {
    await cloud('scf', 'CreateCustomDomain', { ...wanted, Tags })
  } catch (error) {
    if (error instanceof CloudError && error.code.startsWith('ResourceInUse'))
      throw new Error(
        `${wanted.Domain} is taken: another account has it, or another region of this one. ` +
          'Remove it there, or name another domain in gateway-config/environments.yaml',
        { cause: error }
      )
    throw error
  }
}

/** What differs, a line each; the rows that stay are told with `=`. */
export function compareDomains(
  { Domain, Protocol, CertConfig, EndpointsConfig }: WantedDomain,
  existing: CustomDomain | undefined
): { lines: string[]; isSame: boolean } {
  const before = new Map((existing?.EndpointsConfig ?? []).map((one) => [one.PathMatch, one]))
  const after = new Map(EndpointsConfig.map((one) => [one.PathMatch, one]))
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  const width = Math.max(...paths.map((path) => path.length))
  const rows = paths.map((path) => {
    const [old, now] = [before.get(path), after.get(path)].map((one) => one && describe(one))
    const mark = old === now ? '=' : old === undefined ? '+' : now === undefined ? '-' : '~'
    const target = mark === '~' ? `${old} -> ${now}` : (now ?? old)
    return `  ${mark} ${path.padEnd(width)}  ${target}`
  })
  const facts = [
    change('protocol', existing?.Protocol, Protocol),
    change('certificate', existing?.CertConfig?.CertificateId, CertConfig.CertificateId)
  ].flat()
  const isSame = rows.every((row) => row.startsWith('  =')) && !facts.length
  const mark = !existing ? '+' : isSame ? '=' : '~'
  return { lines: [`${mark} ${Domain}`, ...facts, ...rows], isSame }
}

function describe({ FunctionName, Qualifier, PathRewrite }: Endpoint): string {
  const version = Qualifier === '$DEFAULT' ? '' : ` ${Qualifier}`
  return `${FunctionName}${version}${PathRewrite?.length ? ' (another path)' : ''}`
}

function change(name: string, old: string | undefined, now: string): string[] {
  if (old === now) return []
  return [`    ${name}: ${old ? `${old} -> ${now}` : now}`]
}
