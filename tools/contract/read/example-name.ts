/** camelCase, as short as a name in a header should be. */
export const EXAMPLE_NAME = /^[a-z][A-Za-z0-9]{0,40}$/
