export { createDataPages } from './data-pages'
export { seedDatabase, seedFilesOf } from './reset'
