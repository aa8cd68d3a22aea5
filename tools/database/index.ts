export { page as consolePage, refuseOthers, table } from './console-page'
export { createDataPages } from './data-pages'
export { seedDatabase, seedFilesOf } from './reset'
