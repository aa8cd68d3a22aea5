// Moved; here until its importers have moved, too.
export { listValidatorSchemas } from '../check/schema-compiler'
