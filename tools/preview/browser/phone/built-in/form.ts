import { define, emit, isSet } from './define'

import './form.css'

type Field = HTMLElement & { value?: unknown }

export function defineForm(): void {
  define('form', { create: () => ({}) })
}

/** Submits the form around an element, with the values of its named fields. */
export function submitForm(within: HTMLElement): void {
  const form = within.closest('wx-form')
  if (!form) return
  const fields = Array.from(form.querySelectorAll<Field>('[name]'))
  const value = Object.fromEntries(
    fields.map((field) => [field.getAttribute('name') ?? '', field.value])
  )
  emit(form, 'submit', { value })
}

export function resetForm(within: HTMLElement): void {
  const form = within.closest('wx-form')
  if (form) emit(form, 'reset')
}

export function defineSwitch(): void {
  define('switch', {
    attributes: ['checked', 'disabled'],
    create(host) {
      let isOn = false
      const show = () => {
        host.ariaChecked = String(isOn)
        host.classList.toggle('on', isOn)
      }
      Object.defineProperty(host, 'value', { get: () => isOn })
      host.addEventListener('click', () => {
        if (isSet(host, 'disabled')) return
        isOn = !isOn
        show()
        emit(host, 'change', { value: isOn })
      })
      return {
        connected() {
          host.setAttribute('role', 'switch')
          host.tabIndex = 0
        },
        changed() {
          isOn = isSet(host, 'checked')
          show()
        }
      }
    }
  })
}

export function defineLabel(): void {
  define('label', {
    create(host) {
      host.addEventListener('click', ({ target }) => {
        const field = host.querySelector<HTMLElement>('wx-input, wx-textarea, wx-switch')
        if (!field || field.contains(target as Node)) return
        if (field.matches('wx-switch')) field.click()
        else field.focus()
      })
      return {}
    }
  })
}
