import { existsSync, readdirSync, statSync } from 'node:fs'
import simpleImportSort from 'eslint-plugin-simple-import-sort'
import tseslint from 'typescript-eslint'

const foldersIn = (folder) =>
  readdirSync(new URL(`${folder}/`, import.meta.url)).filter((name) =>
    statSync(new URL(`${folder}/${name}`, import.meta.url)).isDirectory()
  )

/** The other folders of cloudfunctions/ have no index.ts: they are what several functions share. */
const functions = foldersIn('cloudfunctions').filter((name) =>
  existsSync(new URL(`cloudfunctions/${name}/index.ts`, import.meta.url))
)
const parts = foldersIn('cloudfunctions').filter((name) => ![...functions, 'shared'].includes(name))
const rooms = foldersIn('tools')

/** What the owner of a project writes; tools work for any project, so they import none of it. */
const OWNERS = ['cloudfunctions', 'miniprogram', 'gateway-config', 'sql', 'mocks', 'deploy', 'test']

/**
 * Forbids imports out of a folder by the folder that they enter, and says what is allowed instead.
 * `levels` is how far up they have to go first.
 */
const never = (files, entered, message, levels = '+') => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: `^(\\.\\./)${levels}(${entered.join('|')})(/|$)`, message }] }
    ]
  }
})

const INLINE_TYPES = {
  selector: 'ImportDeclaration[importKind="type"] > ImportSpecifier',
  message: "write import { type X } from '...'"
}
const OUTSIDE = {
  regex: '^[^.]|^(\\.\\./)+(cloudfunctions|gateway-config|sql|mocks|deploy|tools|test)/',
  message: 'a mini-program imports only itself: it has no packages and no Node'
}
const NO_STRING_REQUIRE = {
  selector: 'CallExpression[callee.name=/^(load|require)$/][arguments.0.type="Literal"]',
  message: 'await import(), or an argument: a string hides what is needed from tools and readers'
}
const IT_ONLY = {
  selector:
    'CallExpression[callee.name="test"], CallExpression[callee.object.name="test"][callee.property.name=/^(each|only|skip)$/]',
  message: "it('is a sentence with a verb')"
}

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      'dist/',
      '.local/',
      'miniprogram/api/contract.ts',
      'gateway-config/generated/',
      // mini-programs that the preview's tests open
      'test/tools/preview/apps/'
    ]
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        // no rule here reads it, and it takes time
        jsDocParsingMode: 'none'
      }
    },
    plugins: { 'simple-import-sort': simpleImportSort },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
      ],
      // node, packages, then from the farthest folder to the nearest
      'simple-import-sort/imports': [
        'error',
        { groups: [['^node:', '^@?\\w', '^\\.\\.', '^\\.']] }
      ],
      'no-restricted-syntax': ['error', INLINE_TYPES, NO_STRING_REQUIRE],
      // methods here never use `this`
      '@typescript-eslint/unbound-method': 'off',
      // an operation returns a promise even where it awaits nothing
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error'
    }
  },
  { files: ['test/**/*.ts'], rules: { 'no-restricted-syntax': ['error', INLINE_TYPES, IT_ONLY] } },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off', 'no-restricted-syntax': 'off' }
  },
  {
    files: ['miniprogram/**/*.ts'],
    languageOptions: {
      globals: { wx: 'readonly', App: 'readonly', Page: 'readonly', getApp: 'readonly' }
    },
    rules: { 'no-restricted-imports': ['error', { patterns: [OUTSIDE] }] }
  },
  never(
    ['cloudfunctions/shared/**/*.ts'],
    [
      ...functions,
      ...parts,
      'miniprogram|sql|mocks|deploy|test|gateway-config(?!/generated/)',
      'tools(?!/contract/door/)'
    ],
    'shared/ imports itself, packages, tools/contract/door, the generated contract and package.json',
    // a room of shared/ may have the name of a function
    '{2,}'
  ),
  ...[...functions, ...parts].map((name) =>
    never(
      [`cloudfunctions/${name}/**/*.ts`],
      [
        ...functions.filter((other) => other !== name),
        'miniprogram|sql|mocks|deploy|test|tools|gateway-config(?!/generated/)'
      ],
      'a function imports itself, shared/, folders without an index.ts and the generated contract'
    )
  ),
  ...rooms.map((room) =>
    never(
      [`tools/${room}/**/*.ts`],
      [
        ...OWNERS.filter((owner) => !rooms.includes(owner)),
        // of other rooms only their entries; everyone may look into contract/ and common/
        ...rooms
          .filter((other) => ![room, 'contract', 'common'].includes(other))
          .map((other) => `${other}/.+`)
      ],
      'a tool imports itself, packages, contract/, common/ and the entries of other rooms; what it needs of a project is an argument'
    )
  ),
  never(
    ['mocks/**/*.ts'],
    ['cloudfunctions', 'miniprogram', 'gateway-config', 'sql', 'deploy', 'tools', 'test'],
    'a stand-in imports itself and packages'
  )
)
