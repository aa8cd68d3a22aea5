// Moved; here until its importers have moved, too.
export { EXAMPLE_NAME } from '../model'
