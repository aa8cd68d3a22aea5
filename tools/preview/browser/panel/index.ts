import { onReport } from '../reports'
import { createSettings, phoneName } from '../settings'
import { showCalls } from './calls'
import { showConsole, showState } from './inspect'
import { showMessages } from './messages'
import { createFrame } from './phone-frame'
import { showRoutes } from './routes'
import { showScenes } from './scenes'
import { connectForm } from './settings-form'
import { showTrouble } from './trouble'

import './panel.css'
import './phone-frame.css'
import './controls.css'
import './lists.css'

const phone = phoneName()
const settings = createSettings(phone)
const frame = createFrame(phone, settings)
const calls = showCalls()
const trouble = showTrouble()
const written = showConsole()

const form = connectForm(settings, () => frame.fit())
showRoutes()
showScenes({ settings, clear: frame.clear, changed: form.show })
showMessages(settings)
showState(phone)
onReport((what) => {
  if (what.kind === 'call') calls.show(what)
  else if (what.kind === 'console') written.add(what.level, what.text)
  else if (what.kind === 'trouble') trouble.add(what.message)
  else trouble.reset(what)
})
