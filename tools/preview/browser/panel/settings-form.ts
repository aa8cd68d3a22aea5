import { type PhoneSettings, type SettingsStore } from '../settings'
import controls from './settings-form.html'

import './rows.css'
import './settings-form.css'

/** Keeps the form and the phone's settings in step, in both directions. */
export function connectForm(settings: SettingsStore, changed: () => void) {
  const form = document.querySelector<HTMLFormElement>('#settings')!
  form.innerHTML = controls
  const fields = Array.from(form.elements).filter(
    (element): element is HTMLInputElement | HTMLSelectElement =>
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement
  )
  const show = () => {
    const now = settings.read()
    for (const field of fields) {
      const value = now[field.name as keyof PhoneSettings]
      if (isCheck(field)) (field as HTMLInputElement).checked = Boolean(value)
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

const isCheck = (field: Element) => field.matches('[type=checkbox]')

function read(
  field: HTMLInputElement,
  { [field.name as keyof PhoneSettings]: before }: PhoneSettings
) {
  if (isCheck(field)) return field.checked
  return typeof before === 'number' ? Number(field.value) : field.value.trim()
}
