import { type SourceProblem } from '../../app-json'
import { report } from '../reports'

import './problems.css'

/** Shown instead of the mini-program: what is wrong with its sources, and where. */
export function showProblems(problems: SourceProblem[]): void {
  const lines = problems.map(
    ({ file, line, message }) => `${file}${line ? `:${line}` : ''}  ${message}`
  )
  for (const message of lines) report({ kind: 'trouble', message })
  const list = document.createElement('ol')
  for (const line of lines)
    list.append(Object.assign(document.createElement('li'), { textContent: line }))
  const box = document.createElement('div')
  box.className = 'phone-problems'
  box.setAttribute('role', 'alert')
  box.append(Object.assign(document.createElement('h2'), { textContent: '编译没有通过' }), list)
  document.querySelector('.phone-pages')?.append(box)
}
