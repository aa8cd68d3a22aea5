import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type OutputFile } from 'esbuild'

/** Writes bundles and their maps, as far as they differ. Returns the names of changed bundles. */
export function writeBundles(outputs: OutputFile[]): string[] {
  // a changed comment moves lines without changing the bundle: the map is replaced for itself
  const changed = outputs.filter(replaceFile).map((output) => path.parse(output.path))
  return changed.filter(({ ext }) => ext === '.js').map(({ name }) => name)
}

/** Returns whether the file changed. */
function replaceFile({ path: file, contents }: OutputFile): boolean {
  if (existsSync(file) && readFileSync(file).equals(contents)) return false
  // an instance that starts right now reads the old or the new file, never a part
  writeFileSync(`${file}.new`, contents)
  renameSync(`${file}.new`, file)
  return true
}
