import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { domainHint } from '../../../tools/gateway'

/** The hint for the texts of the project's two files. */
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
  ['no file sets it', '{}', '{}'],
  ['the private settings check domains', UNCHECKED, CHECKED],
  ['the file cannot be read', '{', undefined],
  ['there is no project', undefined, undefined]
])("hints at DevTools' domain check when %s", (_when, shared, own) => {
  expect(hintFor(shared, own)).toEqual([expect.stringContaining('不校验合法域名')])
})

it.each([
  ['the project', UNCHECKED, undefined],
  ['a private setting', CHECKED, UNCHECKED]
])('gives no hint when %s allows all addresses', (_who, shared, own) => {
  expect(hintFor(shared, own)).toEqual([])
})
