import { renameSync, writeFileSync } from 'node:fs'

/** Replaces a file in one step: whoever reads it sees the old text or the new one, never a part. */
export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, text)
  renameSync(temporary, file)
}
