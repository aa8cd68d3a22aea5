import { type Check, fail, ok, warn } from '../check'

export const schema: Check = {
  name: 'schema',
  needsNetwork: true,
  isQuick: true,
  async run({ database, stage }) {
    const facts = await database().catch(() => undefined)
    const command = `npm run cli -- migrate --stage ${stage}`
    if (!facts)
      return warn(
        'the database cannot be reached from here',
        'deploying never migrates',
        `run \`${command} --dry-run\` where it can be`
      )
    if (facts.pending instanceof Error) throw facts.pending
    if (!facts.pending.length) return ok('up to date')
    const names = facts.pending.map(({ name }) => name).join(', ')
    if (facts.pending.every(({ contract }) => contract))
      return warn(
        `${names} can be applied later`,
        'it removes what the code before used',
        `run \`${command}\` once no instance of that code answers`
      )
    return fail(`${names}: not applied yet`, 'deploying never migrates', `run \`${command}\` first`)
  }
}
