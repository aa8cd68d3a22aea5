import { isIP } from 'node:net'
import { type DatabaseFacts } from '../ask-database'
import { type Check, fail, ok, warn } from '../check'
import { isPrivate } from '../outside'

const STRICT = ['STRICT_TRANS_TABLES', 'STRICT_ALL_TABLES']
const ODD_MODES = ['ANSI_QUOTES', 'NO_BACKSLASH_ESCAPES', 'PIPES_AS_CONCAT', 'ORACLE', 'MSSQL']
const ISOLATIONS = ['REPEATABLE-READ', 'READ-COMMITTED']
const MOST_AHEAD_SECONDS = 30
/** They reach beyond this database; what TencentDB's own users have besides is harmless. */
const WIDE_RIGHTS = /^(ALL PRIVILEGES|SUPER|FILE|CREATE USER|SHUTDOWN|GRANT OPTION|PROCESS)$/

export const database: Check = {
  name: 'database',
  needsNetwork: true,
  isQuick: true,
  async run(subject) {
    const { hostname = '' } = parse(subject.settings.DATABASE_URL)
    const isInside = isIP(hostname) !== 0 && isPrivate(hostname)
    try {
      const facts = await subject.database()
      const { version, isEncrypted } = facts
      const what = `it is ${/maria/i.test(version) ? 'MariaDB' : 'MySQL'} ${version}`
      const [major = 0, minor = 0] = version.split('.').map(Number)
      const isOld = /maria/i.test(version) ? major < 10 || (major === 10 && minor < 11) : major < 8
      if (isOld) return warn(what, 'it is older than MySQL 8 and MariaDB 10.11', 'use a newer one')
      const isLocal = /^(127\.|localhost)/.test(hostname)
      if (!isEncrypted && !isInside && !isLocal)
        return warn(
          `${what}, without TLS`,
          'its address is not in a private network',
          'put it into the VPC of the functions, or add ?ssl={"rejectUnauthorized":true}'
        )
      const trouble = findTrouble(isLocal ? { ...facts, globalRights: [] } : facts)
      return trouble
        ? warn(`${what}; ${trouble.what}`, trouble.why, trouble.cure)
        : ok(what, isEncrypted ? 'with TLS' : 'without TLS')
    } catch (error) {
      const { code, message } = error as Error & { code?: string }
      if (/ACCESS_DENIED|BAD_DB/.test(code ?? ''))
        return fail(
          'it refuses the connection',
          code ?? message,
          'correct DATABASE_URL, or create the database'
        )
      return warn(
        `it cannot be reached from here (${code ?? message})`,
        isInside ? 'it is in a private network' : 'the functions may still reach it',
        'run the doctor on a machine in that network to check it'
      )
    }
  }
}

/** Settings of the server under which the functions work, but not as they were tested. */
function findTrouble({
  sqlMode,
  isolation,
  aheadSeconds,
  globalRights = []
}: DatabaseFacts): { what: string; why: string; cure: string } | undefined {
  if (!sqlMode.some((mode) => STRICT.includes(mode)))
    return {
      what: 'its sql_mode is not strict',
      why: 'it cuts off texts that are too long instead of refusing them',
      cure: 'add STRICT_TRANS_TABLES to sql_mode'
    }
  const odd = sqlMode.filter((mode) => ODD_MODES.includes(mode))
  if (odd.length)
    return {
      what: `its sql_mode has ${odd.join(', ')}`,
      why: 'the migrations and statements are not tested with that',
      cure: 'remove it from sql_mode'
    }
  if (!ISOLATIONS.includes(isolation))
    return {
      what: `its transaction isolation is ${isolation}`,
      why: 'transactions of yours may see rows that are never committed, or wait for each other',
      cure: 'set it to REPEATABLE-READ or READ-COMMITTED'
    }
  if (Math.abs(aheadSeconds) > MOST_AHEAD_SECONDS)
    return {
      what: `its clock is ${aheadSeconds} s ahead of this machine's`,
      why: 'it decides when sessions and tokens end',
      cure: 'set one of the two clocks'
    }
  const wide = globalRights.filter((right) => WIDE_RIGHTS.test(right))
  if (wide.length)
    return {
      what: `the user of DATABASE_URL has ${wide.join(', ')} on the whole server`,
      why: 'whoever gets hold of it has every database',
      cure: 'grant it SELECT, INSERT, UPDATE, DELETE and EXECUTE on this database only'
    }
  return undefined
}

function parse(url = ''): { hostname?: string } {
  return URL.canParse(url) ? new URL(url) : {}
}

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
