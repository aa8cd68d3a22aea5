import { limitOf, type Limits } from '../support/limits'
import { type Results } from '../support/results'
import { WORDS } from './words'

export const LANGUAGES = ['english', 'chinese'] as const
export type Language = (typeof LANGUAGES)[number]

const HEADS: Record<Language, string[]> = {
  english: ['figure', 'measured', 'at most', 'goal'],
  chinese: ['指标', '测得', '限值', '目标']
}
const MISSING: Record<Language, string> = { english: 'not measured', chinese: '未测量' }

/** The figures of these benches as a table of Markdown, with a line about when they were measured. */
export function tableOf(
  benches: string[],
  results: Results,
  limits: Limits,
  language: Language
): string {
  const rows = benches.flatMap((bench) => rowsOf(bench, results, limits, language))
  const lines = alignColumns([HEADS[language], ...rows])
  return `${lines.join('\n')}\n\n${describeRuns(benches, results, language)}`
}

function rowsOf(bench: string, results: Results, limits: Limits, language: Language): string[][] {
  const [words = {}, ofBench = {}] = [WORDS[bench], limits[bench]]
  const figures = results[bench]?.figures ?? {}
  const isShown = (name: string) => name in ofBench || name in figures
  const names = [...new Set([...Object.keys(words), ...Object.keys(ofBench)])].filter(isShown)
  return names.map((name) => {
    const [english, chinese] = words[name] ?? [`${bench}: \`${name}\``, `${bench}：\`${name}\``]
    const { limit, goal } = limitOf(ofBench[name])
    const value = figures[name]
    return [
      language === 'english' ? english : chinese,
      value === undefined ? MISSING[language] : show(value),
      ...[limit, goal ?? limit].map((number) => (number === undefined ? '' : show(number)))
    ]
  })
}

function describeRuns(benches: string[], results: Results, language: Language): string {
  const runs = benches.flatMap((bench) => {
    const { date, load, node, machine } = results[bench] ?? {}
    const what = language === 'english' ? 'load' : '负载'
    return date ? [`${bench} ${date} (${machine}, Node ${node}, ${what} ${load})`] : []
  })
  if (!runs.length) return MISSING[language]
  return language === 'english' ? `Measured: ${runs.join('; ')}.` : `测量：${runs.join('；')}。`
}

function show(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 6 })
}

/** As Prettier writes a table. */
function alignColumns(rows: string[][]): string[] {
  const [head = []] = rows
  const widths = head.map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? '')), 3)
  )
  const write = (cells: string[]) => `| ${cells.join(' | ')} |`
  const padded = rows.map((row) =>
    write(row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))))
  )
  return [padded[0] ?? '', write(widths.map((width) => '-'.repeat(width))), ...padded.slice(1)]
}

/** In columns of a monospaced font, where Chinese takes two. */
function widthOf(text: string): number {
  return text.length + (text.match(/[\u3000-\u9fff\uff00-\uff60]/g)?.length ?? 0)
}
