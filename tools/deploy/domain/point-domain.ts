import type { CloudEnvironment } from '../../contract/read/cloud-environment'
import type { Cloud } from '../cloud/client'
import { missingTag, tagsOf } from '../cloud/tags'
import {
  applyDomain,
  compareDomains,
  getDomain,
  type CustomDomain,
  type Endpoint
} from './custom-domain'
import { demandFunctions } from './demand-functions'
import { makePathTable } from './path-table'

/** Whose domain it is, and who says what is done. */
export interface DomainTask {
  cloud: Cloud
  environment: CloudEnvironment
  /** As serverless.yml names it. */
  service: string
  log: (line: string) => void
}

/**
 * Points the stage's domain to its functions, as environments.yaml has it; a dry run only says what
 * would change. Without `certificate` the domain keeps the one it has. Throws an Error that says
 * what to do, before anything is changed.
 */
export async function pointDomain(
  task: DomainTask,
  { certificate, dryRun }: { certificate?: string; dryRun: boolean }
): Promise<void> {
  const { cloud, environment, service, log } = task
  const { name: stage } = environment
  const Domain = nameOf(environment)
  const EndpointsConfig = makePathTable(environment).map((entry): Endpoint => ({
    Namespace: 'default',
    FunctionName: `${service}-${stage}-${entry.function}`,
    Qualifier: '$DEFAULT',
    PathMatch: entry.path
  }))
  const existing = await findOwn(task)
  const CertificateId = certificate ?? existing?.CertConfig?.CertificateId
  if (!CertificateId) throw new Error(explainCertificate(existing ?? { Domain }))
  await demandFunctions(cloud, EndpointsConfig, stage)
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
  log(`\n${Domain} leads to ${stage}`)
}

/** Takes the stage's domain away, once `ask` lets it; its functions stay. */
export async function removeDomain(
  task: DomainTask,
  { ask, dryRun }: { ask: (domain: string) => Promise<void>; dryRun: boolean }
): Promise<void> {
  const { cloud, log } = task
  const existing = await findOwn(task)
  if (!existing) return log(`${nameOf(task.environment)} is not there: nothing to change`)
  const { Domain, EndpointsConfig } = existing
  log(`- ${Domain}`)
  for (const { PathMatch, FunctionName } of EndpointsConfig ?? [])
    log(`  - ${PathMatch}  ${FunctionName}`)
  if (dryRun) return log('\nnothing was changed')
  await ask(Domain)
  await cloud('scf', 'DeleteCustomDomain', { Domain })
  log(`\n${Domain} is removed`)
}

export function nameOf({ name, settings, problem }: CloudEnvironment): string {
  if (settings.domain) return settings.domain
  throw new Error(problem(`${name} has no domain: write one under it, \`domain: api.example.com\``))
}

/** Throws when the domain is there, and is another stage's or was made elsewhere. */
async function findOwn(task: DomainTask): Promise<CustomDomain | undefined> {
  const { cloud, environment, service } = task
  const existing = await getDomain(cloud, nameOf(environment))
  if (!existing) return undefined
  const missing = missingTag(existing.Tags, tagsOf(service, environment.name))
  if (!missing) return existing
  const [served] = existing.EndpointsConfig ?? []
  throw new Error(
    environment.problem(
      `${existing.Domain} is taken: it was not made from here for ${environment.name} (it has no ` +
        `tag ${missing.Key}=${missing.Value})${served ? `, it leads to ${served.FunctionName}` : ''}. ` +
        'Name another domain, or remove that one first',
      'domain'
    )
  )
}

function explainCertificate({ Domain, Protocol }: Partial<CustomDomain>): string {
  const why =
    Protocol === 'HTTP'
      ? `${Domain} serves http only, and a mini-program calls https only`
      : `${Domain} needs a certificate: a mini-program calls https only`
  return `${why}. Give the id that console.cloud.tencent.com/ssl shows: --certificate <id>, or CERTIFICATE_ID`
}
