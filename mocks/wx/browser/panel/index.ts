import { onReport } from '../reports'
import { createSettings, phoneName } from '../settings'
import { showCalls } from './calls'
import { keepForm } from './settings-form'
import { createFrame } from './phone-frame'
import { showRoutes } from './routes'
import { showTrouble } from './trouble'

const phone = phoneName()
const settings = createSettings(phone)
const frame = createFrame(phone, settings)
const calls = showCalls()
const trouble = showTrouble()

keepForm(settings, () => frame.fit())
showRoutes()
onReport((what) => {
  if (what.kind === 'call') calls.note(what)
  else if (what.kind === 'trouble') trouble.add(what.message)
  else trouble.begin(what.notDrawn)
})
