import path from 'node:path'
import { type SourceProblem } from '../app-json'
import { type Sources } from './sources'

export interface Sheet {
  file: string
  text: string
  problem?: SourceProblem
}

type Compiler = (text: string, file: string) => Promise<string>

/** The part of `less` that is used: the package has no types. */
interface Less {
  render(text: string, options: object): Promise<{ css: string }>
}

/** DevTools' plugins for style languages, loaded for a mini-program that uses them. */
const COMPILERS: Record<string, Compiler> = {
  '.less': async (text, filename) => {
    const name = 'less'
    const less = ((await import(name)) as { default: Less }).default
    return (await less.render(text, { filename })).css
  },
  '.scss': (text, file) => compileSass('scss', text, file),
  '.sass': (text, file) => compileSass('indented', text, file)
}

async function compileSass(syntax: 'scss' | 'indented', text: string, file: string) {
  const { compileString } = await import('sass')
  const loadPaths = [path.dirname(file)]
  return compileString(text, { syntax, loadPaths, charset: false }).css
}

/** The style sheet of a page, a component or the app, in WXSS; LESS and SCSS are compiled. */
export async function readSheet(sources: Sources, name: string): Promise<Sheet | undefined> {
  const written = sources.read(`${name}.wxss`)
  if (written !== undefined) return { file: `${name}.wxss`, text: written }
  for (const [end, compile] of Object.entries(COMPILERS)) {
    const file = `${name}${end}`
    const place = sources.find(file)
    if (!place) continue
    try {
      return { file, text: await compile(sources.read(file) ?? '', place) }
    } catch (error) {
      return { file, text: '', problem: { file, ...readFailure(error as Error) } }
    }
  }
  return undefined
}

/** LESS counts lines from 1, SASS from 0. */
function readFailure(error: Error) {
  const { line, span, message } = error as Error & {
    line?: number
    span?: { start: { line: number } }
  }
  return { line: line ?? (span ? span.start.line + 1 : 0), message: message.split('\n')[0] ?? '' }
}
