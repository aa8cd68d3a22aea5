export { findBreakingChanges } from './breaking-changes'
export { ChangedMigration, listWaiting, migrate, type MigrateOptions } from './migrate'
export { readMigrations, type Migration } from './read-migrations'
