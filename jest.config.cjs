/** What every project shares; a database server is started once for all of them. */
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '\\.ts$': '<rootDir>/test/support/esbuild-transform.cjs' },
  modulePathIgnorePatterns: ['<rootDir>/.local/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts'
}

/** `--selectProjects NAME` runs one; `npm test` runs those that need Node alone. */
module.exports = {
  testTimeout: 30_000,
  maxWorkers: 2,
  projects: [
    {
      ...shared,
      displayName: 'functions',
      testMatch: ['<rootDir>/test/{cloudfunctions,sql}/**/*.test.ts']
    },
    {
      ...shared,
      displayName: 'miniprogram',
      testMatch: ['<rootDir>/test/miniprogram/**/*.test.ts']
    },
    {
      ...shared,
      displayName: 'tools',
      testMatch: ['<rootDir>/test/{tools,docs,bench}/**/*.test.ts'],
      testPathIgnorePatterns: ['/browser/', '/check-miniprogram/']
    },
    {
      ...shared,
      displayName: 'faults',
      testMatch: ['<rootDir>/test/faults/**/*.test.ts']
    },
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/{tools,docs}/**/browser/**/*.test.ts']
    },
    {
      ...shared,
      displayName: 'wechat-compilers',
      testMatch: ['<rootDir>/test/tools/check-miniprogram/**/*.test.ts']
    }
  ]
}
