import tseslint from 'typescript-eslint'

// Rules that hold everywhere, then what only some folders may do. Formatting is biome's.
export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'libs/read-models/generated/**', 'coverage/**', '.data/**', 'prisma.config.ts', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
    },
  },
  {
    // The core is pure: it has neither a clock, nor chance, nor anything to wait for.
    files: ['libs/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'fetch', 'crypto', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
        { object: 'Temporal', property: 'Now' },
      ],
      'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date']", message: 'The core has no clock.' }],
    },
  },
  {
    // What these write is read by whoever started them.
    files: ['tools/**/*.ts', 'test/bench/**/*.ts', 'test/replay/record.ts', 'apps/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'libs/testing/**/*.ts', 'test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // Jest's matchers (expect.any and its like) are typed any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
)
