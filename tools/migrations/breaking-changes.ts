import { type Migration } from './read-migrations'

/**
 * What a migration does that code which is still running would trip over: something it uses is gone
 * or means something else, or rows it writes are rejected. One line per change; [] for a migration
 * that only adds. `earlier` are the files before it.
 */
export function findBreakingChanges({ sql }: Migration, earlier: Migration[]): string[] {
  const text = simplify(sql)
  const before = earlier.map((migration) => simplify(migration.sql)).join('\n')
  const outside = text.replace(/\bBEGIN\b[^]*?\bEND\s*;\s*(?=$|\n\s*(CREATE|DROP|ALTER)\b)/gi, ';')
  return [
    ...findAll(outside, /\bDROP (TABLE|VIEW|FUNCTION|TRIGGER|DATABASE)\b( IF EXISTS)? [^\s;]+/gi),
    ...findAll(outside, /\b(RENAME TABLE|TRUNCATE)\b[^;]*/gi),
    ...findAll(outside, /\bCREATE UNIQUE INDEX\b[^;]*/gi),
    ...[...outside.matchAll(/\bALTER TABLE (\S+)([^;]*)/gi)].flatMap(([, table = '', rest = '']) =>
      splitAtCommas(rest)
        .filter(isBreaking)
        .map((clause) => `ALTER TABLE ${table} ${clause}`)
    ),
    ...changedProcedures(text, before)
  ]
}

/** Without comments and the content of strings, and with single spaces. */
function simplify(sql: string): string {
  return sql
    .replace(/'(?:[^'\\]|\\.|'')*'/g, "''")
    .replace(/--[^\n]*|\/\*[^]*?\*\//g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
}

function findAll(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([found]) => oneLine(found))
}

/** One clause of an ALTER TABLE. Dropping a key makes queries slower at worst. */
function isBreaking(clause: string): boolean {
  if (/^(MODIFY|CHANGE|RENAME)\b|^ALTER (COLUMN )?\S+ DROP DEFAULT/i.test(clause)) return true
  if (/^DROP (?!KEY|INDEX|FOREIGN|CONSTRAINT|CHECK)/i.test(clause)) return true
  if (/^ADD (CONSTRAINT( \S+)? )?(UNIQUE|FOREIGN|CHECK|PRIMARY)\b/i.test(clause)) return true
  const isColumn = /^ADD (?!KEY|INDEX|FULLTEXT|CONSTRAINT)/i.test(clause)
  // running code inserts rows without a value for it
  return isColumn && /\bNOT NULL\b/i.test(clause) && !/\bDEFAULT\b|\bAUTO_INCREMENT\b/i.test(clause)
}

/** Ignores commas inside parentheses. */
function splitAtCommas(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const char of text) {
    if (char === '(') depth++
    if (char === ')') depth--
    if (char === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map(oneLine)
}

/** Procedures from earlier files that are dropped for good or get different parameters. */
function changedProcedures(text: string, before: string): string[] {
  const old = parametersOf(before)
  const now = parametersOf(text)
  return [...text.matchAll(/\bDROP PROCEDURE (?:IF EXISTS )?(\w+)/gi)].flatMap(([, name = '']) => {
    const [was, is] = [old.get(name), now.get(name)]
    if (was === undefined || was === is) return []
    return [is === undefined ? `DROP PROCEDURE ${name}` : `different parameters of ${name}`]
  })
}

function parametersOf(text: string): Map<string, string> {
  const created = text.matchAll(/\bCREATE PROCEDURE (\w+)\s*\(([^]*?)\)\n?\s*(?:SQL|BEGIN)\b/gi)
  return new Map([...created].map(([, name = '', parameters = '']) => [name, oneLine(parameters)]))
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
