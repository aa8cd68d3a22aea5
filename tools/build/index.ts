/** Bundles the functions of a project, once or after each save. */
export { buildFunctions } from './bundle-functions'
export { type BundleContents, listContents } from './list-packages'
export { type FunctionBuild, keepFunctionsBuilt } from './keep-functions-built'
