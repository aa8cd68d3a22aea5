const { transformSync } = require('esbuild')

/** How Jest compiles TypeScript, with the compiler that bundles the functions. */
module.exports = {
  process: (source, sourcefile) =>
    transformSync(source, {
      sourcefile,
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'external',
      // Jest loads what is imported later like everything else, with its own `require`
      supported: { 'dynamic-import': false }
    })
}
