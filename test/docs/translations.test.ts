import path from 'node:path'
import { codeBlocks, files, matches, pages, prose, read } from './pages'

const CHINESE = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/
const english = pages.filter((page) => /^(README|docs\/)/.test(page) && !page.includes('.zh-CN.'))
const chineseOf = (page: string) => page.replace(/\.md$/, '.zh-CN.md')

function headings(text: string): string[] {
  return matches(prose(text), /^(#+) /gm)
}

/** True when only what follows the first Chinese character differs, and the width of columns. */
function isSameCode(chinese: string, line?: string): boolean {
  const squeeze = (text = '') => text.replace(/\s+/g, ' ').trim()
  const [ours, theirs] = [squeeze(line), squeeze(chinese)]
  const shared = squeeze(theirs.split(CHINESE)[0])
  return CHINESE.test(theirs) ? ours.startsWith(shared) : theirs === ours
}

it.each(english)('%s has a Chinese page, and each links to the other', (page) => {
  expect(files).toContain(chineseOf(page))
  const [name, chinese] = [path.basename(page), path.basename(chineseOf(page))]
  expect(read(page)).toContain(`\n\n**English** | [简体中文](${chinese})\n\n`)
  expect(read(chineseOf(page))).toContain(`\n\n[English](${name}) | **简体中文**\n\n`)
})

it.each(english)('%s has the same headings and tables in Chinese', (page) => {
  const [ours, theirs] = [read(page), read(chineseOf(page))]
  expect(headings(theirs)).toEqual(headings(ours))
  const rows = (text: string) => matches(prose(text), /^ *(\|).*\|$/gm).length
  expect(rows(theirs)).toBe(rows(ours))
})

it.each(english)('%s has the same code in Chinese, comments aside', (page) => {
  const [ours, theirs] = [codeBlocks(read(page)), codeBlocks(read(chineseOf(page)))]
  expect(theirs.map((block) => block.length)).toEqual(ours.map((block) => block.length))
  const lines = ours.flat()
  const differing = theirs.flat().filter((line, index) => !isSameCode(line, lines[index]))
  expect(differing).toEqual([])
})
