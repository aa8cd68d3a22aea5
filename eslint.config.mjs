import { existsSync, readdirSync } from 'node:fs'
import tseslint from 'typescript-eslint'

/** A folder with an index.ts is a function. */
const functions = readdirSync(new URL('cloudfunctions', import.meta.url)).filter((name) =>
  existsSync(new URL(`cloudfunctions/${name}/index.ts`, import.meta.url))
)

/** Who may import whom: a folder, and what it must not reach into. */
const only = (files, forbidden, message) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message }] }]
  }
})

export default tseslint.config(
  {
    ignores: ['**/node_modules/', 'dist/', '.local/', '**/contract.ts', 'gateway-config/generated/']
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // nothing here is a class: a method never needs its object
      '@typescript-eslint/unbound-method': 'off',
      // an operation promises its result even where it waits for nothing
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error'
    }
  },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' }
  },
  {
    files: ['miniprogram/**/*.ts'],
    languageOptions: {
      globals: { wx: 'readonly', App: 'readonly', Page: 'readonly', getApp: 'readonly' }
    }
  },
  only(
    ['cloudfunctions/**/*.ts'],
    [
      '**/mocks/**',
      '**/miniprogram/**',
      '**/sql/**',
      '**/deploy/**',
      '**/test/**',
      '**/gateway-config/compile',
      '**/gateway-config/compile-ahead',
      '**/gateway-config/generate'
    ],
    'functions import shared/, npm, and the contract check (gateway-config)'
  ),
  only(
    ['cloudfunctions/shared/**/*.ts'],
    [
      '**/mocks/**',
      '**/miniprogram/**',
      '**/sql/**',
      '**/deploy/**',
      '**/test/**',
      ...functions.map((name) => `../${name}/**`)
    ],
    'shared/ knows no function'
  ),
  ...functions.map((name) =>
    only(
      [`cloudfunctions/${name}/**/*.ts`],
      functions.filter((other) => other !== name).map((other) => `../${other}/**`),
      'a function knows no other function'
    )
  ),
  only(
    ['gateway-config/**/*.ts', 'sql/**/*.ts'],
    ['**/cloudfunctions/**', '**/mocks/**', '**/miniprogram/**', '**/test/**'],
    'the contract and the migrations know no product code'
  ),
  only(
    ['deploy/**/*.ts'],
    ['**/cloudfunctions/**', '**/mocks/**', '**/miniprogram/**', '**/test/**'],
    'what deploys knows no product code: it runs npm run build'
  ),
  only(
    ['deploy/schema-check/**/*.ts'],
    ['**/cloudfunctions/**', '**/miniprogram/**', '**/test/**'],
    'the code that is live runs on the stand-ins, as bundles; sources of ours are none of its business'
  ),
  only(
    ['mocks/**/*.ts'],
    ['**/cloudfunctions/**', '**/miniprogram/**', '**/test/**'],
    'stand-ins run dist/ as the platform does; they know no source of ours'
  ),
  {
    files: ['miniprogram/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^[^.]', message: 'a mini-program has no packages and no Node' },
            {
              group: ['**/cloudfunctions/**', '**/mocks/**', '**/gateway-config/**'],
              message: 'a mini-program imports only itself'
            }
          ]
        }
      ]
    }
  }
)
