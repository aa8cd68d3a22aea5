import type { Migration } from './files'

/**
 * What a migration does that code which is still running would notice: something it uses is gone,
 * means something else, or its rows are no longer taken. A line each; [] for one that only adds.
 * `earlier` are the files before it.
 */
export function findNoticed({ sql }: Migration, earlier: Migration[]): string[] {
  const text = plain(sql)
  const before = earlier.map((migration) => plain(migration.sql)).join('\n')
  const outside = text.replace(/\bBEGIN\b[^]*?\bEND\s*;\s*(?=$|\n\s*(CREATE|DROP|ALTER)\b)/gi, ';')
  return [
    ...all(outside, /\bDROP (TABLE|VIEW|FUNCTION|TRIGGER|DATABASE)\b( IF EXISTS)? [^\s;]+/gi),
    ...all(outside, /\b(RENAME TABLE|TRUNCATE)\b[^;]*/gi),
    ...all(outside, /\bCREATE UNIQUE INDEX\b[^;]*/gi),
    ...[...outside.matchAll(/\bALTER TABLE (\S+)([^;]*)/gi)].flatMap(([, table = '', rest = '']) =>
      splitList(rest)
        .filter(isNoticed)
        .map((clause) => `ALTER TABLE ${table} ${clause}`)
    ),
    ...changedProcedures(text, before)
  ]
}

/** Without comments and texts, and with one space where there was any. */
function plain(sql: string): string {
  return sql
    .replace(/'(?:[^'\\]|\\.|'')*'/g, "''")
    .replace(/--[^\n]*|\/\*[^]*?\*\//g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([found]) => oneLine(found))
}

/** One part of an ALTER TABLE. A key that is dropped is slower at worst; all else that goes is missed. */
function isNoticed(clause: string): boolean {
  if (/^(MODIFY|CHANGE|RENAME)\b|^ALTER (COLUMN )?\S+ DROP DEFAULT/i.test(clause)) return true
  if (/^DROP (?!KEY|INDEX|FOREIGN|CONSTRAINT|CHECK)/i.test(clause)) return true
  if (/^ADD (CONSTRAINT( \S+)? )?(UNIQUE|FOREIGN|CHECK|PRIMARY)\b/i.test(clause)) return true
  const isColumn = /^ADD (?!KEY|INDEX|FULLTEXT|CONSTRAINT)/i.test(clause)
  // running code inserts rows that know nothing of it
  return isColumn && /\bNOT NULL\b/i.test(clause) && !/\bDEFAULT\b|\bAUTO_INCREMENT\b/i.test(clause)
}

/** At the commas that no parenthesis holds. */
function splitList(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const sign of text) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts.map(oneLine)
}

/** Procedures that were there before, and are gone, or are called in another way. */
function changedProcedures(text: string, before: string): string[] {
  const old = parametersOf(before)
  const now = parametersOf(text)
  return [...text.matchAll(/\bDROP PROCEDURE (?:IF EXISTS )?(\w+)/gi)].flatMap(([, name = '']) => {
    const [was, is] = [old.get(name), now.get(name)]
    if (was === undefined || was === is) return []
    return [is === undefined ? `DROP PROCEDURE ${name}` : `other parameters of ${name}`]
  })
}

function parametersOf(text: string): Map<string, string> {
  const created = text.matchAll(/\bCREATE PROCEDURE (\w+)\s*\(([^]*?)\)\n?\s*(?:SQL|BEGIN)\b/gi)
  return new Map([...created].map(([, name = '', parameters = '']) => [name, oneLine(parameters)]))
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
