import './panel.css'
import { onReport } from '../reports'
import { createSettings, phoneName } from '../settings'
import { showCalls } from './calls'
import { keepForm } from './settings-form'
import { createFrame } from './phone-frame'
import { showRoutes } from './routes'
import { showScenes } from './scenes'
import { showTrouble } from './trouble'

const phone = phoneName()
const settings = createSettings(phone)
const frame = createFrame(phone, settings)
const calls = showCalls()
const trouble = showTrouble()

const form = keepForm(settings, () => frame.fit())
showRoutes()
showScenes({ settings, clear: frame.clear, changed: form.show })
onReport((what) => {
  if (what.kind === 'call') calls.note(what)
  else if (what.kind === 'trouble') trouble.add(what.message)
  else trouble.begin(what.notDrawn)
})
