import { type SourceProblem } from '../../app-json'
import { report } from '../reports'

import './problems.css'

/** Shown instead of the mini-program, or of a page: what is wrong with the sources, and where. */
export function showProblems(
  problems: SourceProblem[],
  parent: Element | null = document.querySelector('.phone-pages')
): void {
  const lines = problems.map(
    ({ file, line, message }) => `${file}${line ? `:${line}` : ''}  ${message}`
  )
  for (const message of lines) report({ kind: 'trouble', message })
  const list = document.createElement('ol')
  for (const line of new Set(lines))
    list.append(Object.assign(document.createElement('li'), { textContent: line }))
  const box = document.createElement('div')
  box.className = 'phone-problems'
  box.setAttribute('role', 'alert')
  box.append(Object.assign(document.createElement('h2'), { textContent: '编译没有通过' }), list)
  parent?.append(box)
}
