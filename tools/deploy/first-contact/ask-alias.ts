import { setTimeout as delay } from 'node:timers/promises'
import { readUntil } from '../cloud/patience'
import { settle } from '../cloud/settle'
import { ALIAS, readLive } from '../release/alias'
import { changeProbe, type Contact, LAG_MS, mustHold, question, refusalOf } from './contact'

/** What becomes of an alias's weights. */
export async function askAboutAlias(contact: Contact, name: string): Promise<void> {
  const { cloud, log } = contact
  await mustHold(contact, 'the alias $DEFAULT exists from the start, at $LATEST', async () => {
    const { version } = await readLive(cloud, name)
    return [version === '$LATEST', `it is at ${version}`]
  })
  const publish = async (text: string) => {
    await changeProbe(contact, name, { Environment: { Variables: [{ Key: 'V', Value: text }] } })
    const { FunctionVersion } = await cloud<{ FunctionVersion: string }>('scf', 'PublishVersion', {
      FunctionName: name,
      Description: text
    })
    await settle(cloud, name, { Qualifier: FunctionVersion, log, isExpected: true })
    return FunctionVersion
  }
  const move = (RoutingConfig?: object) =>
    refusalOf(
      cloud('scf', 'UpdateAlias', {
        ...{ FunctionName: name, Name: ALIAS, FunctionVersion: '1' },
        ...(RoutingConfig && { RoutingConfig })
      })
    )
  const weights = (Version: string) => ({ AdditionalVersionWeights: [{ Version, Weight: 0.1 }] })
  let second = ''
  await mustHold(contact, '$DEFAULT can give a tenth of the calls to another version', async () => {
    await publish('one')
    second = await publish('two')
    const code = await move(weights(second))
    const isThere = () => readLive(cloud, name)
    const live = await readUntil(isThere, ({ gray }) => gray?.weight === 10)
    return [live.gray?.weight === 10, code ?? `version 2 has ${live.gray?.weight ?? 0} %`]
  })
  for (const [how, routing] of [
    ['an empty list of weights', { AdditionalVersionWeights: [] }],
    ['no RoutingConfig', undefined]
  ] as const)
    await question(contact, `UpdateAlias with ${how} ends a gray release`, async () => {
      if (!second) return [undefined, 'there are no two versions']
      const read = () => readLive(cloud, name)
      await move(weights(second))
      await readUntil(read, ({ gray }) => gray !== undefined)
      const code = await move(routing)
      // reading may still show what was there before the weights
      await delay(LAG_MS)
      const live = await readUntil(read, ({ gray }) => gray === undefined)
      return [
        live.gray === undefined,
        code ?? `version 2 has ${live.gray?.weight ?? 0} % afterwards`
      ]
    })
}
