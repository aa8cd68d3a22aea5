import { strToU8, zipSync } from 'fflate'

/** An archive of texts. */
export function writeArchiveOf(files: Record<string, string>): Buffer {
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const)
  return Buffer.from(zipSync(Object.fromEntries(entries)))
}
