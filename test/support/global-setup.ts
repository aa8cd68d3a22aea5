import { buildFunctions } from '../../tools/build'
import { type MysqlServer, throwAwayDir, useDatabase } from '../../tools/mysql'
import { project } from './project'

declare global {
  var testServer: MysqlServer
  var testServerDir: string
}

/**
 * Starts one MySQL server and builds the functions once for all test files. Each file creates its
 * own databases on that server.
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
