import { type CloudEnvironment } from '../../contract'
import { type Cloud } from '../cloud/client'
import { contradictingTag, missingTag, tagsOf } from '../cloud/ownership'
import { prefixOf } from '../settings/open-stage'
import { checkFunctions } from './check-functions'
import {
  applyDomain,
  compareDomains,
  type CustomDomain,
  type DomainRow,
  getDomain
} from './custom-domain'
import { makePathTable } from './path-table'

interface DomainTask {
  cloud: Cloud
  environment: CloudEnvironment
  /** The service's name in serverless.yml */
  service: string
  log: (line: string) => void
}

/**
 * Points the stage's domain to its functions, as environments.yaml says; a dry run only shows the
 * changes. Without `certificate` the domain keeps the one that it has. Throws an Error that says
 * what to do before anything is changed.
 */
export async function pointDomain(
  task: DomainTask,
  { certificate, dryRun }: { certificate?: string; dryRun: boolean }
): Promise<void> {
  const { cloud, environment, service, log } = task
  const { name: stage } = environment
  const Domain = domainOf(environment)
  const prefix = prefixOf({ service, stage })
  const EndpointsConfig = makePathTable(environment).map((entry): DomainRow => ({
    Namespace: 'default',
    FunctionName: prefix + entry.function,
    Qualifier: '$DEFAULT',
    PathMatch: entry.path
  }))
  const existing = await findOwn(task)
  const CertificateId = certificate ?? existing?.CertConfig?.CertificateId
  if (!CertificateId) throw new Error(explainCertificate(existing ?? { Domain }))
  await checkFunctions(cloud, EndpointsConfig, stage)
  const wanted = {
    Domain,
    Protocol: 'HTTPS' as const,
    CertConfig: { CertificateId },
    EndpointsConfig
  }
  const { lines, isSame } = compareDomains(wanted, existing)
  for (const line of lines) log(line)
  if (isSame) return log('\nnothing to change')
  if (dryRun) return log('\nnothing was changed')
  await applyDomain(cloud, wanted, existing, tagsOf(service, stage))
  log(`\n${Domain} points to ${stage}`)
}

/** Removes the stage's domain once `confirm` resolves. Its functions stay. */
export async function removeDomain(
  task: DomainTask,
  { confirm, dryRun }: { confirm: (domain: string) => Promise<void>; dryRun: boolean }
): Promise<void> {
  const { cloud, log } = task
  const existing = await findOwn(task)
  if (!existing) return log(`${domainOf(task.environment)} does not exist: nothing to change`)
  const { Domain, EndpointsConfig } = existing
  log(`- ${Domain}`)
  for (const { PathMatch, FunctionName } of EndpointsConfig ?? [])
    log(`  - ${PathMatch}  ${FunctionName}`)
  if (dryRun) return log('\nnothing was changed')
  await confirm(Domain)
  await cloud('scf', 'DeleteCustomDomain', { Domain })
  log(`\n${Domain} is removed`)
}

/** The environment's domain. Throws an Error that says where to write one. */
export function domainOf({ name, settings, problem }: CloudEnvironment): string {
  if (settings.domain) return settings.domain
  throw new Error(problem(`${name} has no domain: write one under it, \`domain: api.example.com\``))
}

/** Throws an Error when the domain exists but belongs to another stage or was made elsewhere. */
async function findOwn({ cloud, environment, service }: DomainTask) {
  const existing = await getDomain(cloud, domainOf(environment))
  if (!existing) return undefined
  const tags = tagsOf(service, environment.name)
  const missing = missingTag(existing.Tags, tags)
  const rows = existing.EndpointsConfig ?? []
  const prefix = prefixOf({ service, stage: environment.name })
  // a second mark, in case that the cloud does not show the tags
  const isOurs =
    rows.length > 0 && rows.every(({ FunctionName }) => FunctionName.startsWith(prefix))
  if (!missing || (isOurs && !contradictingTag(existing.Tags, tags))) return existing
  const [row] = rows
  throw new Error(
    environment.problem(
      `${existing.Domain} is taken: it was not made from here for ${environment.name} (it has no ` +
        `tag ${missing.Key}=${missing.Value})${row ? `, it points to ${row.FunctionName}` : ''}. ` +
        'Name another domain, or remove that one first',
      'domain'
    )
  )
}

function explainCertificate({ Domain, Protocol }: Partial<CustomDomain>): string {
  const why =
    Protocol === 'HTTP'
      ? `${Domain} serves only http, and a mini-program calls only https`
      : `${Domain} needs a certificate: a mini-program calls only https`
  return `${why}. Give the id that console.cloud.tencent.com/ssl shows: --certificate <id>, or CERTIFICATE_ID`
}
