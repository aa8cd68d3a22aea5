import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startMysql } from '../../../tools/mysql'
import { workbench } from './helpers'

const { newDir, cleanUp } = workbench()
const { MYSQLD } = process.env
afterEach(async () => {
  if (MYSQLD === undefined) delete process.env.MYSQLD
  else process.env.MYSQLD = MYSQLD
  await cleanUp()
})

async function refusalOf(versionLine: string): Promise<string> {
  const dir = await newDir()
  const program = join(dir, 'mysqld')
  await writeFile(program, `#!/bin/sh\necho '${versionLine}'\n`)
  await chmod(program, 0o700)
  process.env.MYSQLD = program
  return startMysql({ dir }).then(
    () => 'it started',
    (error: Error) => error.message.replaceAll(program, 'PROGRAM')
  )
}

it.each([
  ['mysqld  Ver 5.7.44 for Linux', 'MySQL 5.7.44 is too old: it must be 8.0 or newer'],
  ['mysqld  Ver 10.5.9-MariaDB', 'MariaDB 10.5.9 is too old: it must be 10.6 or newer'],
  ['hello', 'not a server: --version prints "hello"']
])('explains why %s cannot be used, and what to install', async (versionLine, reason) => {
  const message = await refusalOf(versionLine)
  expect(message).toContain(`Tried:\n  - MYSQLD=PROGRAM: ${reason}\nOne of these helps:\n`)
  expect(message).toMatch(/brew install mariadb\n(.*\n)*.*DATABASE_URL=mysql:/)
})
