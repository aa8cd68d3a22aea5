import { callerAddress } from '../../contract/door/caller-address'
import { addUrl, callProbe, type Contact, createProbe, mustHold, question } from './contact'
import { type ProbeAnswer } from './probe'

/** An address that nobody has (RFC 5737): what a caller might make up. */
const FORGED = '198.51.100.1'
const PATH = '/a/b?c=d'

/** What a web function gets with a call. Resolves to the id of that call, if there was one. */
export async function askWebFunction(
  contact: Contact,
  { name, role }: { name: string; role: string | undefined }
): Promise<string | undefined> {
  let url: string | undefined
  await question(contact, 'a function URL keeps the name that it was given', async () => {
    url = await addUrl(contact, name, 'first-contact-url')
    const { Triggers = [] } = await contact.cloud<{ Triggers?: { TriggerName: string }[] }>(
      'scf',
      'ListTriggers',
      { FunctionName: name }
    )
    const [seen] = Triggers.map(({ TriggerName }) => TriggerName)
    return [seen === 'first-contact-url', `its name is ${seen}`]
  })
  await mustHold(contact, 'the address is in the trigger, NetConfig.ExtranetUrl', async () => [
    url !== undefined,
    url ? 'it is' : 'there is no such field'
  ])
  let answer: ProbeAnswer | undefined
  await mustHold(contact, 'a web function starts from scf_bootstrap and answers', async () => {
    answer = await callProbe(contact, `${url}${PATH}`, {
      'x-scf-remote-addr': FORGED,
      'x-forwarded-for': FORGED
    })
    return [true, `Node ${answer.node}`]
  })
  const { headers = {}, path, variables = [] } = answer ?? {}
  const known = (isSo: boolean) => (answer ? isSo : undefined)
  await mustHold(contact, 'the path arrives whole', async () => [
    known(path === PATH),
    String(path)
  ])
  await question(contact, 'SCF_FUNCTIONNAME is set in a web function', async () => [
    known(variables.includes('SCF_FUNCTIONNAME')),
    variables.join(' ')
  ])
  await question(
    contact,
    'a header x-scf-remote-addr of the caller arrives untouched',
    async () => [
      known(headers['x-scf-remote-addr'] === FORGED),
      headers['x-scf-remote-addr'] ?? 'there is no such header'
    ]
  )
  await mustHold(
    contact,
    'the caller is the right-most address of X-Forwarded-For that is not the platform’s',
    async () => {
      const chain = headers['x-forwarded-for'] ?? ''
      const found = callerAddress(chain)
      return [
        known(found !== undefined && found !== FORGED),
        chain.replace(FORGED, 'forged') || 'none'
      ]
    }
  )
  await question(contact, 'SCF sets x-scf-request-id', async () => [
    known('x-scf-request-id' in headers),
    Object.keys(headers)
      .filter((one) => one.startsWith('x-scf-'))
      .join(' ')
  ])
  await question(contact, "the role's key comes in headers of each request", async () => {
    if (!role) return [undefined, 'give a role: --role <name>']
    const isInHeaders = 'x-scf-secret-id' in headers
    const isInEnvironment = variables.includes('TENCENTCLOUD_SECRETID')
    return [known(isInHeaders), `headers: ${isInHeaders}, environment: ${isInEnvironment}`]
  })
  return answer?.requestId
}

/** Whether SCF has a newer Node, and the shape of an event that comes from a function URL. */
export async function askEventFunction(contact: Contact, name: string): Promise<void> {
  let isNew = true
  await question(contact, 'SCF has the runtime Nodejs20.19', async () => {
    try {
      await createProbe(contact, { FunctionName: name, Type: 'Event', Runtime: 'Nodejs20.19' })
      return [true, 'a function was created with it']
    } catch (error) {
      isNew = false
      return [false, (error as Error).message]
    }
  })
  await mustHold(
    contact,
    'an event of a function URL has httpMethod, path, queryString, headers and body',
    async () => {
      if (!isNew)
        await createProbe(contact, { FunctionName: name, Type: 'Event', Runtime: 'Nodejs18.15' })
      const url = await addUrl(contact, name, 'url-trigger')
      const { keys = [], hasSourceIp } = await callProbe(contact, `${url}${PATH}`)
      const needed = ['httpMethod', 'path', 'queryString', 'headers', 'body']
      const isSo = needed.every((key) => keys.includes(key))
      return [isSo, `${keys.join(' ')}; requestContext.sourceIp: ${hasSourceIp}`]
    }
  )
}
