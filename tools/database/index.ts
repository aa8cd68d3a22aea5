export { createDataPages } from './data-pages'
