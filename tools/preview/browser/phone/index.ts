import { type SourceProblem } from '../../app-json'
import { report, type StartReport } from '../reports'
import { watchConsole } from './console'
import { callListener } from './framework/descriptors'
import { showProblems } from './problems'
import { followSaves } from './reload'
import { startPhone } from './start-phone'

import './built-in'
import './phone.css'

watchConsole()

// called by app.js, the compiled mini-program
Object.assign(globalThis, {
  startPhone,
  callListener,
  showProblems(problems: SourceProblem[]) {
    showProblems(problems)
    followSaves(
      () => [],
      () => 'light'
    )
  },
  reportStart: (start: Pick<StartReport, 'notDrawn' | 'warnings'>) =>
    report({ kind: 'started', ...start }),
  // what WXS has instead of literals and constructors
  getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
  getDate: (...parts: ConstructorParameters<typeof Date>) => new Date(...parts)
})
