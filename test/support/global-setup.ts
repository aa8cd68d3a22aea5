import { buildFunctions } from '../../tools/build'
import { type MysqlServer, throwAwayDir, useDatabase } from '../../tools/mysql'
import { project } from './project'

declare global {
  var testServer: MysqlServer
  var testServerDir: string
}

/**
 * One MySQL server and one build for all test files; each file makes its own databases on that
 * server.
 */
export default async function globalSetup(): Promise<void> {
  await buildFunctions(project)
  globalThis.testServerDir = await throwAwayDir()
  globalThis.testServer = await useDatabase({
    url: process.env.DATABASE_URL,
    dir: globalThis.testServerDir,
    onProgress: (line) => console.log(line)
  })
  process.env.TEST_SERVER_URL = globalThis.testServer.url
  console.log(`\ntesting on ${globalThis.testServer.description}`)
}
