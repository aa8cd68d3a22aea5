import { textOf } from '../element'
import { define } from './define'

const FIELDS =
  'wx-input, wx-textarea, wx-switch, wx-checkbox, wx-radio, wx-slider, wx-picker, wx-button'

define('label', (host) => {
  host.addEventListener('click', ({ target }) => {
    const id = textOf(host, 'for')
    const page = host.closest('wx-page') ?? document
    const field = id
      ? page.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
      : host.querySelector<HTMLElement>(FIELDS)
    if (!field || field.contains(target as Node)) return
    if (field.matches('wx-input, wx-textarea')) field.focus()
    else field.click()
  })
})
