import { type Cloud } from '../cloud/client'
import { type CustomDomain, type DomainRow } from './custom-domain'

const PAGE = 20

/** The region's custom domains that have rows for any of these functions, with those rows. */
export async function listDomains(
  cloud: Cloud,
  functionNames: string[]
): Promise<{ domain: CustomDomain; rows: DomainRow[] }[]> {
  const all: CustomDomain[] = []
  for (;;) {
    const { Domains, Total = 0 } = await cloud<{ Domains?: CustomDomain[] | null; Total?: number }>(
      'scf',
      'ListCustomDomains',
      { Offset: all.length, Limit: PAGE }
    )
    all.push(...(Domains ?? []))
    if (!Domains?.length || all.length >= Total) break
  }
  return all.flatMap((domain) => {
    const rows = domain.EndpointsConfig?.filter(({ FunctionName }) =>
      functionNames.includes(FunctionName)
    )
    return rows?.length ? [{ domain, rows }] : []
  })
}
