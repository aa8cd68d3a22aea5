export { startMysql } from './server'
export type { MysqlServer, StartOptions } from './server'
export { throwAwayDir } from './throw-away'
export { useDatabase } from './use-database'
