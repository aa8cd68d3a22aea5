// Moved; here until its importers have moved, too.
export { createAjv } from './schema-compiler'
