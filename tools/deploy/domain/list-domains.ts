import { type Cloud } from '../cloud/client'
import { readPages } from '../cloud/pages'
import { type CustomDomain, type DomainRow } from './custom-domain'

const PAGE = 20

/** The region's custom domains that have rows for any of these functions, with those rows. */
export async function listDomains(
  cloud: Cloud,
  functionNames: string[]
): Promise<{ domain: CustomDomain; rows: DomainRow[] }[]> {
  const all = await readPages(async (Offset) => {
    const { Domains, Total } = await cloud<{
      Domains?: CustomDomain[] | null
      Total?: number | null
    }>('scf', 'ListCustomDomains', { Offset, Limit: PAGE })
    return { items: Domains, total: Total }
  })
  return all.flatMap((domain) => {
    const rows = domain.EndpointsConfig?.filter(({ FunctionName }) =>
      functionNames.includes(FunctionName)
    )
    return rows?.length ? [{ domain, rows }] : []
  })
}
