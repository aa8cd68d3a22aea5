import { randomBytes } from 'node:crypto'
import { type Cloud, isNotFound } from '../cloud/client'
import { getFunction } from '../cloud/functions'
import { tagsOf } from '../cloud/ownership'
import { settle } from '../cloud/settle'
import { askAboutAlias } from './ask-alias'
import { askAboutCreation, askAboutVariables } from './ask-control'
import { askEventFunction, askWebFunction } from './ask-functions'
import { askAboutLogs } from './ask-logs'
import { askAboutMonitoring } from './ask-monitor'
import { type Contact, createProbe } from './contact'
import { type Finding } from './report'

interface ContactOptions {
  cloud: Cloud
  region: string
  /** What the names of the throw-away functions begin with */
  service: string
  /** An execution role, to see where its key arrives */
  role?: string
  log: (line: string) => void
  signal: AbortSignal
}

/**
 * Creates two small functions, finds out with them what the real cloud does, and removes them
 * whatever happens. Throws an Error when the first one cannot be created, or when one stays.
 */
export async function runContact(options: ContactOptions): Promise<Finding[]> {
  const { cloud, region, service, role, log, signal } = options
  const contact: Contact = { cloud, region, made: [], findings: [], log, signal }
  const startedAt = new Date()
  let requestId: string | undefined
  const prefix = `${service}-first-contact-${randomBytes(3).toString('hex')}`
  const name = `${prefix}-probe`
  const tags = tagsOf(service, 'first-contact')
  // shows whether network and key are right while there is nothing to remove
  await getFunction(cloud, name)
  try {
    await createProbe(contact, {
      ...{ FunctionName: name, Type: 'HTTP', Runtime: 'Nodejs18.15', Tags: tags },
      ...(role && { Role: role })
    })
    const steps = [
      () => askAboutCreation(contact, { name, tags }),
      async () => (requestId = await askWebFunction(contact, { name, role })),
      // the probe's own variable goes with them
      () => askAboutVariables(contact, name),
      () => askAboutAlias(contact, name),
      () => askEventFunction(contact, `${prefix}-event`),
      () => askAboutMonitoring(contact, name),
      // last: lines reach CLS some time after they were written
      () => askAboutLogs(contact, { name, requestId, from: startedAt })
    ]
    for (const step of steps) {
      signal.throwIfAborted()
      await step()
    }
    return contact.findings
  } finally {
    await removeAll(contact)
  }
}

async function removeAll({ cloud, made, log }: Contact): Promise<void> {
  const left: string[] = []
  for (const FunctionName of new Set(made))
    try {
      log(`removing ${FunctionName}`)
      await settle(cloud, FunctionName, { log })
      await cloud('scf', 'DeleteFunction', { FunctionName })
      log(`${FunctionName}: removed`)
    } catch (error) {
      if (!isNotFound(error)) left.push(`${FunctionName} (${(error as Error).message})`)
    }
  if (left.length) throw new Error(`remove these in the console: ${left.join(', ')}`)
}
