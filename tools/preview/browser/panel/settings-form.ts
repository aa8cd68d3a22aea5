import { type PhoneSettings, type SettingsStore } from '../settings'
import { find } from './dom'
import controls from './settings-form.html'

/** Keeps the form and the phone's settings in step, in both directions. */
export function connectForm(settings: SettingsStore, changed: () => void) {
  const form = find<HTMLFormElement>('#settings')
  form.innerHTML = controls
  const fields = form.querySelectorAll<HTMLInputElement>('input, select')
  const show = () => {
    const now = settings.read()
    for (const field of fields) {
      const value = now[field.name as keyof PhoneSettings]
      if (field.type === 'checkbox') field.checked = Boolean(value)
      else field.value = String(value)
    }
  }
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('change', ({ target }) => {
    const field = target as HTMLInputElement
    if (!(field.name in settings.read()) || !field.checkValidity()) return
    settings.change({ [field.name]: read(field, settings.read()) })
    changed()
  })
  settings.onChange(show)
  show()
  return { show }
}

function read(field: HTMLInputElement, before: PhoneSettings): unknown {
  if (field.type === 'checkbox') return field.checked
  const isNumber = typeof before[field.name as keyof PhoneSettings] === 'number'
  return isNumber ? Number(field.value) : field.value.trim()
}
