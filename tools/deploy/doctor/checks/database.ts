import { isIP } from 'node:net'
import { type Check, fail, ok, warn } from '../check'

const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/

export const database: Check = {
  name: 'database',
  needsNetwork: true,
  isQuick: true,
  async run(subject) {
    const { hostname = '' } = parse(subject.settings.DATABASE_URL)
    const isPrivate = isIP(hostname) !== 0 && PRIVATE.test(hostname)
    try {
      const { version, isEncrypted } = await subject.database()
      const what = `it is ${/maria/i.test(version) ? 'MariaDB' : 'MySQL'} ${version}`
      const [major = 0, minor = 0] = version.split('.').map(Number)
      const isOld = /maria/i.test(version) ? major < 10 || (major === 10 && minor < 11) : major < 8
      if (isOld) return warn(what, 'it is older than MySQL 8 and MariaDB 10.11', 'use a newer one')
      if (!isEncrypted && !isPrivate && !/^(127\.|localhost)/.test(hostname))
        return warn(
          `${what}, without TLS`,
          'its address is not in a private network',
          'put it into the VPC of the functions, or add ?ssl={"rejectUnauthorized":true}'
        )
      return ok(what, isEncrypted ? 'with TLS' : 'without TLS')
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
        isPrivate ? 'it is in a private network' : 'the functions may still reach it',
        'run the doctor on a machine in that network to check it'
      )
    }
  }
}

function parse(url = ''): { hostname?: string } {
  return URL.canParse(url) ? new URL(url) : {}
}
