import { report, type StartReport } from '../reports'
import { showProblems } from './problems'
import { startPhone } from './start-phone'

import './phone.css'

// called by app.js, the compiled mini-program
Object.assign(globalThis, {
  startPhone,
  showProblems,
  reportStart: (start: Pick<StartReport, 'notDrawn' | 'warnings'>) =>
    report({ kind: 'started', ...start }),
  // what WXS has instead of literals and constructors
  getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
  getDate: (...parts: ConstructorParameters<typeof Date>) => new Date(...parts)
})

// jsdom has no EventSource
if (typeof EventSource !== 'undefined')
  new EventSource('/preview/changes').addEventListener('saved', () => location.reload())
