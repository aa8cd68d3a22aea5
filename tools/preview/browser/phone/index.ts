import { report } from '../reports'
import { showProblems } from './problems'
import { startPhone } from './start-phone'

import './phone.css'

// called by app.js, the compiled mini-program
Object.assign(globalThis, {
  startPhone,
  showProblems,
  reportStart: (notDrawn: string[]) => report({ kind: 'started', notDrawn })
})

// jsdom has no EventSource
if (typeof EventSource !== 'undefined')
  new EventSource('/preview/changes').addEventListener('saved', () => location.reload())
