// Moved; here until its importers have moved, too.
export * from '../mock-model'
