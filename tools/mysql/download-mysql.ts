import { DEFAULT_OPTIONS } from 'mysql-memory-server/dist/src/constants'
import { downloadBinary } from 'mysql-memory-server/dist/src/libraries/Downloader'
import getBinaryURL from 'mysql-memory-server/dist/src/libraries/Version'

// A program: downloads MySQL to the temporary folder, prints where mysqld is. The package's front door can only start
// a server, with flags of its own; the rooms behind it (hence its pinned version) give the file.
const arch = process.arch === 'arm64' ? 'arm64' : 'x64'
const options = { ...DEFAULT_OPTIONS, downloadRetries: 0 }
const silence = () => undefined
const logger = { LOG_LEVEL: 0, log: silence, warn: silence, error: silence }

downloadBinary(getBinaryURL('8.4.x', arch), options, logger).then(
  (file) => console.log(file),
  (reason) => {
    console.error(String(reason))
    process.exitCode = 1
  }
)
