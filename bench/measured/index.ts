import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readLimits } from '../support/limits'
import { readResults, type Results } from '../support/results'
import { type Bar, bars } from './bars'
import { LANGUAGES, tableOf } from './table'

const ROOT = path.resolve(__dirname, '../..')
const PAGES = { english: 'docs/measured.md', chinese: 'docs/measured.zh-CN.md' }

/** Between `<!-- measured: NAMES -->` and `<!-- end -->` is the table of these benches. */
const MARKED = /(<!-- measured: ([\w ]+) -->\n)[^]*?(\n<!-- end -->)/g

/** The pages and pictures of what was measured, as bench/results.json and limits.json give them. */
export function renderMeasured(): { file: string; text: string }[] {
  const [results, limits] = [readResults(), readLimits()]
  const pages = LANGUAGES.map((language) => {
    const written = readFileSync(path.join(ROOT, PAGES[language]), 'utf8')
    const text = written.replace(
      MARKED,
      (_all, start: string, benches: string, end: string) =>
        `${start}\n${tableOf(benches.split(' '), results, limits, language)}\n${end}`
    )
    return { file: PAGES[language], text }
  })
  return [...pages, ...drawAll(results)]
}

/** Writes them. */
export function writeMeasured(): void {
  for (const { file, text } of renderMeasured()) {
    writeFileSync(path.join(ROOT, file), text)
    console.log(file)
  }
}

function drawAll(results: Results) {
  const login = barsOf(results, 'login', /^(.+), WeChat 20 ms, CPU µs$/, 0)
  const session = barsOf(results, 'session', /^(.+), CPU µs$/, 1)
  const burst = barsOf(results, 'burst', /^CPU s, (.+)$/, 0)
  return [
    {
      file: 'docs/images/measured-calls.svg',
      text: bars('CPU of a warm login and of GET /session', 'µs', [...login, ...session])
    },
    {
      file: 'docs/images/measured-burst.svg',
      text: bars('CPU of ten thousand at once, by part', 's', sorted(burst))
    }
  ]
}

function barsOf(results: Results, bench: string, wanted: RegExp, group: number): Bar[] {
  return Object.entries(results[bench]?.figures ?? {}).flatMap(([figure, value]) => {
    const [, name] = wanted.exec(figure) ?? []
    return name ? [{ name: bench === 'burst' ? name : `${bench}, ${name}`, value, group }] : []
  })
}

function sorted(all: Bar[]): Bar[] {
  return [...all].sort((left, right) => right.value - left.value)
}
