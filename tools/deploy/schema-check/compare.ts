import type { Statuses } from './call-live-code'

/**
 * What the live code answered on a schema: a line a call. `isFine` unless a call was answered
 * otherwise than on the schema that the code knows (`known`; there, unless one failed).
 */
export function compareStatuses(
  now: Statuses,
  known: Statuses = now
): { lines: string[]; isFine: boolean } {
  const rows = [...new Set([...known.keys(), ...now.keys()])].map((call) => {
    const [was, is] = [known.get(call), now.get(call)]
    const isFine = is !== undefined && is === was && is < 500 && (call !== 'login' || is === 200)
    const told = was === is ? String(is) : `${was ?? 'not called'}, now ${is ?? 'not called'}`
    return { isFine, line: `  ${isFine ? 'ok  ' : 'FAIL'}  ${call}: ${told}` }
  })
  return { lines: rows.map(({ line }) => line), isFine: rows.every(({ isFine }) => isFine) }
}
