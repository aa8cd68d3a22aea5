import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isMap, isSeq, type Node, parseDocument } from 'yaml'
import { project } from '../support/project'

/** What a page of docs/ asks its reader to do to a file. */
interface Step {
  /** What the block is: its language */
  kind: string
  /** The file that the page named last before the block */
  file: string
  block: string
}

/** Files to which a page adds a block, and the line that it goes under; others are new. */
const GROWS: Record<string, string> = {
  'gateway-config/openapi.yaml': 'paths:\n',
  'deploy/serverless.yml': 'functions:\n'
}

/** A file in a folder, or one of those at the top that a page may change. */
const NAMED_FILE = /`([\w-]+\/[\w./-]+\.\w+|README(?:\.zh-CN)?\.md|\.env\.example)`/g

/** The steps of a page, or of the section with this heading: its blocks that change files. */
export function readSteps(page: string, heading?: string): Step[] {
  const whole = readFileSync(path.join(project.root, 'docs', page), 'utf8')
  const text = heading === undefined ? whole : sectionOf(whole, heading)
  return [...text.matchAll(/```(ts|yaml|sql|json|html|css|diff|text|sh)\n([^]*?)```\n/g)].map(
    (found) => {
      const { index, 1: kind = '', 2: block = '' } = found
      const named = [...text.slice(0, index).matchAll(NAMED_FILE)].at(-1)
      return { kind, file: named?.[1] ?? '', block }
    }
  )
}

function sectionOf(text: string, heading: string): string {
  const [, section] = text.split(`\n## ${heading}\n`)
  if (section === undefined) throw new Error(`the page has no section "${heading}"`)
  return section.split('\n## ')[0] ?? ''
}

/** Does to the project in a folder what a step says. Throws an Error where that is not possible. */
export function perform(root: string, { kind, file, block }: Step): void {
  if (kind === 'sh') return removeFiles(root, block)
  const full = path.join(root, file)
  if (kind === 'text') return writeFileSync(full, removeEntries(readFileSync(full, 'utf8'), block))
  if (kind === 'diff') return writeFileSync(full, applyDiff(readFileSync(full, 'utf8'), block))
  const under = GROWS[file]
  mkdirSync(path.dirname(full), { recursive: true })
  if (!under) return writeFileSync(full, block)
  const indented = block.replace(/^(?=.)/gm, '  ')
  const text = readFileSync(full, 'utf8')
  writeFileSync(full, text.replace(`\n${under}`, `\n${under}${indented}`))
}

/** Of a shell's commands, `git rm`; the others are for people. */
function removeFiles(root: string, block: string): void {
  for (const [, names = ''] of block.matchAll(/^git rm -rq? (.+)$/gm))
    for (const name of names.split(' ')) rmSync(path.join(root, name), { recursive: true })
}

/** Changes a text by a diff whose hunks are separated by `@@`; each must fit in one place only. */
export function applyDiff(text: string, diff: string): string {
  return diff.split(/^@@.*\n/m).reduce((changed, hunk) => {
    const lines = hunk.split('\n').slice(0, -1)
    const side = (dropped: string) =>
      lines
        .filter((line) => !line.startsWith(dropped))
        .map((line) => `${line.slice(1)}\n`)
        .join('')
    const [before, after] = [side('+'), side('-')]
    const places = `\n${changed}`.split(`\n${before}`).length - 1
    if (places !== 1) throw new Error(`this fits in ${places} places:\n${hunk}`)
    return `\n${changed}`.replace(`\n${before}`, () => `\n${after}`).slice(1)
  }, text)
}

/** Removes entries of a YAML file, one per line: `paths > /login > get`. */
function removeEntries(text: string, list: string): string {
  return list
    .trim()
    .split('\n')
    .reduce((rest, line) => removeEntry(rest, line.split(' > ')), text)
}

/** The lines of one entry; its parent's too if nothing else is left there. */
function removeEntry(text: string, keys: string[]): string {
  const parent = parseDocument(text).getIn(keys.slice(0, -1))
  const last = keys.at(-1)
  const [start, end] = rangeOf(parent, last ?? '') ?? []
  if (start === undefined || end === undefined) throw new Error(`there is no ${keys.join(' > ')}`)
  if (isMap(parent) && parent.items.length === 1) return removeEntry(text, keys.slice(0, -1))
  const from = text.lastIndexOf('\n', start) + 1
  const to = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1
  return text.slice(0, from) + text.slice(to)
}

function rangeOf(parent: unknown, key: string): [number, number] | undefined {
  if (isMap<Node, Node>(parent)) {
    const pair = parent.items.find((item) => String(item.key) === key)
    const [start, end] = [pair?.key.range?.[0], pair?.value?.range?.[2]]
    return start === undefined || end === undefined ? undefined : [start, end]
  }
  if (!isSeq<Node>(parent)) return undefined
  // an item is named by its only key, as a scheme in a list of requirements is
  const item = parent.items.find((found) => isMap(found) && found.has(key))
  return item?.range ? [item.range[0], item.range[2]] : undefined
}
