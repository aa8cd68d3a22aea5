import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Downloadable } from './downloads'
import { inspectProgram } from './program'
import { run } from './run'

const DOWNLOAD_MS = 900_000

/** MySQL from its makers, by means of the package mysql-memory-server. */
export const MYSQL: Downloadable = {
  name: `mysql-${process.platform}-${process.arch}`,
  announcement: 'Downloading MySQL with mysql-memory-server (several hundred MB, only once)',
  isPossible: () => true,
  open(folder) {
    const program = process.platform === 'win32' ? 'mysqld.exe' : 'mysqld'
    return inspectProgram(path.join(folder, 'mysql', 'bin', program))
  },
  // in a process of its own: the package cannot be cancelled and works in the temporary folder
  async downloadTo(folder, { signal }) {
    const temporary = path.join(folder, 'temporary')
    await mkdir(temporary)
    const env = { TMPDIR: temporary, TEMP: temporary, TMP: temporary }
    const args = [
      '--require',
      require.resolve('tsx/cjs'),
      path.join(__dirname, 'download-mysql.ts')
    ]
    const output = await run(process.execPath, args, { env, timeoutMs: DOWNLOAD_MS, signal })
    const unpacked = path.dirname(path.dirname(output.trim()))
    await rename(unpacked, path.join(folder, 'mysql'))
    await rm(temporary, { recursive: true, force: true })
  }
}
