/**
 * A program: downloads MySQL to the temporary folder and prints the path of mysqld. The package's
 * public function can only start a server with flags of its own choice, so this calls its
 * internals; its version is pinned for that reason.
 */
import { DEFAULT_OPTIONS } from 'mysql-memory-server/dist/src/constants'
import { downloadBinary } from 'mysql-memory-server/dist/src/libraries/Downloader'
import getBinaryURL from 'mysql-memory-server/dist/src/libraries/Version'

const arch = process.arch === 'arm64' ? 'arm64' : 'x64'
const options = { ...DEFAULT_OPTIONS, downloadRetries: 0 }
const ignore = () => undefined
const logger = { LOG_LEVEL: 0, log: ignore, warn: ignore, error: ignore }

downloadBinary(getBinaryURL('8.4.x', arch), options, logger).then(
  (file) => console.log(file),
  (reason) => {
    console.error(String(reason))
    process.exitCode = 1
  }
)
