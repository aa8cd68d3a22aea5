import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { project } from '../support/project'

/** Every file of the project, by its path from the project's folder; ignored files are not listed. */
export const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: project.root,
  encoding: 'utf8'
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(project.root, file)))

/** Every page of prose. */
export const pages = files.filter((file) => file.endsWith('.md'))

/** Every file of the product that has comments. */
export const sources = files.filter(
  (file) =>
    /^(bench|cloudfunctions|miniprogram|mocks|sql|tools)\/.*\.(ts|js|sql)$/.test(file) &&
    file !== 'miniprogram/api/contract.ts'
)

export function read(file: string): string {
  return readFileSync(path.join(project.root, file), 'utf8')
}

/** What a pattern's first group matched, at each place where the pattern matches. */
export function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, group = '']) => group)
}

/** The lines of a page's code blocks, each block with its language first. */
export function codeBlocks(text: string): string[][] {
  const found = text.matchAll(/^( *)```(.*)\n([\s\S]*?)^\1```$/gm)
  return [...found].map(([, , language = '', lines = '']) => [language, ...lines.split('\n')])
}

/** A page's text without its code blocks. */
export function prose(text: string): string {
  return text.replace(/^( *)```.*\n[\s\S]*?^\1```$/gm, '')
}

/** An owner may have removed them: docs/your-project.md lists them. */
export const removable = matches(read('docs/your-project.md'), /^git rm -r (.+)$/gm).flatMap(
  (names) => names.split(' ')
)
