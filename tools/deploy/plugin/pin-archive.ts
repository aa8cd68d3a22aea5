import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { removeLeftovers } from '../archive/build-archive'
import { hashOf } from './prepare'
import { type Serverless } from './serverless'

interface PinnedArchive {
  bytes: Buffer
  /** Identifies the content: 12 hexadecimal digits */
  code: string
}

/**
 * Reads the archive and has a copy of it uploaded, because another deployment may rebuild the
 * stage's archive meanwhile. The copy is removed when this process ends. Throws an Error when there
 * is no archive.
 */
export function pinArchive({ service, serviceDir }: Serverless): PinnedArchive {
  const file = path.resolve(serviceDir, service.package.artifact ?? '')
  if (!service.package.artifact || !existsSync(file))
    throw new Error(`there is no archive ${file}: \`npm run deploy\` makes it`)
  const bytes = readFileSync(file)
  removeLeftovers(file)
  const copy = `${file}.${process.pid}.zip`
  writeFileSync(copy, bytes)
  // prepended: Serverless ends at a signal only when no other listener is left
  for (const end of ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'])
    process.prependOnceListener(end as 'exit', () => rmSync(copy, { force: true }))
  service.package.artifact = copy
  return { bytes, code: hashOf(bytes) }
}
