import { fail, ok, warn, type Check } from '../check'

export const schema: Check = {
  name: 'schema',
  outside: true,
  first: true,
  async run({ database, stage }) {
    const facts = await database().catch(() => undefined)
    const command = `npm run migrate -- --stage ${stage}`
    if (!facts)
      return warn(
        'the database cannot be seen from here',
        'deploying never migrates',
        `run \`${command} --dry-run\` where it can`
      )
    if (facts.waiting instanceof Error) throw facts.waiting
    if (!facts.waiting.length) return ok('up to date')
    const names = facts.waiting.map(({ name }) => name).join(', ')
    if (facts.waiting.every(({ contract }) => contract))
      return warn(
        `${names} can follow`,
        'it takes away what the code before used',
        `\`${command}\` once no instance of that code answers`
      )
    return fail(`${names}: not applied yet`, 'deploying never migrates', `run \`${command}\` first`)
  }
}
