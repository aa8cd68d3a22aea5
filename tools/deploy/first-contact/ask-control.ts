import { getFunction, type Tag } from '../cloud/functions'
import { missingTag, setTags } from '../cloud/ownership'
import { readUntil } from '../cloud/patience'
import { changeProbe, type Contact, LAG_MS, mustHold, question, refusalOf } from './contact'

/** What the API says about a function that was just created with these tags. */
export async function askAboutCreation(
  contact: Contact,
  { name, tags }: { name: string; tags: Tag[] }
): Promise<void> {
  const { cloud, region } = contact
  const shown = () =>
    readUntil(
      () => getFunction(cloud, name),
      (found) => !missingTag(found?.Tags, tags)
    )
  await question(contact, 'CreateFunction sets tags', async () => {
    const found = await shown()
    return [!missingTag(found?.Tags, tags), `GetFunction shows ${found?.Tags?.length ?? 0} tags`]
  })
  await question(contact, 'the tag service knows namespace/default/function/<name>', async () => {
    const why = await setTags(cloud, { FunctionName: name, Tags: tags, region })
    const isShown = !missingTag((await shown())?.Tags, tags)
    return [!why && isShown, why ?? `shown by GetFunction: ${isShown}`]
  })
  await mustHold(contact, 'what does not exist is ResourceNotFound...', async () => {
    const codes = await Promise.all([
      refusalOf(cloud('scf', 'GetFunction', { FunctionName: `${name}-absent` })),
      refusalOf(cloud('scf', 'GetCustomDomain', { Domain: 'absent.example.com' }))
    ])
    return [codes.every((code) => code?.startsWith('ResourceNotFound')), codes.join(', ')]
  })
  await question(contact, 'a new function sends its logs to a topic that SCF makes', async () => {
    const found = (await getFunction(cloud, name)) as { ClsTopicId?: string } | undefined
    return [Boolean(found?.ClsTopicId), found?.ClsTopicId ? 'it has a topic' : 'it has none']
  })
  await question(contact, 'descriptions may contain any characters', async () => {
    const Description = "a caller's [code]; first-contact"
    const code = await changeProbe(contact, name, { Description })
    return [code === undefined, code ?? 'accepted']
  })
}

/** What becomes of variables. */
export async function askAboutVariables(contact: Contact, name: string): Promise<void> {
  const { cloud } = contact
  await question(contact, 'an empty list of variables removes all', async () => {
    const empty = async (Variables: object[]) => {
      const code = await changeProbe(contact, name, { Environment: { Variables } })
      const count = async () =>
        (await getFunction(cloud, name))?.Environment?.Variables?.length ?? 0
      return code ?? `${await readUntil(count, (left) => left === 0, LAG_MS)} left`
    }
    const byList = await empty([])
    return [byList === '0 left', `[]: ${byList}; one without a name: ${await empty([NO_VARIABLE])}`]
  })
}

const NO_VARIABLE = { Key: '', Value: '' }
