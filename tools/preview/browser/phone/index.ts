import './phone.css'
import { report } from '../reports'
import { showProblems } from './problems'
import { reloadOnSave } from './reload-on-save'
import { startPhone } from './start-phone'

// what app.js, the compiled mini-program, calls
Object.assign(globalThis, {
  startPhone,
  showProblems,
  tellNotDrawn: (notDrawn: string[]) => report({ kind: 'started', notDrawn })
})
reloadOnSave()
