import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { domainHint } from '../../../tools/gateway'

/** What is said at the start, by the texts of the project's two files. */
function hintFor(shared?: string, own?: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'miniprogram '))
  if (shared) writeFileSync(path.join(folder, 'project.config.json'), shared)
  if (own) writeFileSync(path.join(folder, 'project.private.config.json'), own)
  try {
    return domainHint(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const CHECKED = '{"setting":{"urlCheck":true}}'
const UNCHECKED = '{"setting":{"urlCheck":false}}'

it.each([
  ['the project checks domains', CHECKED, undefined],
  ['nothing is said of it', '{}', '{}'],
  ['somebody checks domains on this computer', UNCHECKED, CHECKED],
  ['the file cannot be read', '{', undefined],
  ['there is no project', undefined, undefined]
])("DevTools' domain check is hinted at when %s", (_when, shared, own) => {
  expect(hintFor(shared, own)).toEqual([expect.stringContaining('不校验合法域名')])
})

it.each([
  ['the project', UNCHECKED, undefined],
  ['somebody on this computer', CHECKED, UNCHECKED]
])('there is no hint where %s lets all addresses pass', (_who, shared, own) => {
  expect(hintFor(shared, own)).toEqual([])
})
