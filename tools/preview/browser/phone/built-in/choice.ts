import { isSet, textOf, type WxElement } from '../element'
import { define, emit, part, shadowOf } from './define'

/** What a form reads and empties. */
export interface Field extends WxElement {
  value?: unknown
  wxReset?(): void
}

interface ChoiceElement extends Field {
  checked: boolean
}

const TREE = `<style>
  :host { display: inline-block; cursor: pointer }
  i { display: inline-flex; align-items: center; justify-content: center; box-sizing: border-box;
    width: 22px; height: 22px; margin-right: 4px; border: 1px solid rgb(128 128 128 / 50%);
    vertical-align: middle; color: var(--tick, #09bb07); background: Field }
  .radio { border-radius: 50% }
  .checkbox { border-radius: 4px }
  .radio.on { background: var(--tick, #09bb07); border-color: transparent; color: #fff }
  i.off { opacity: .5 }
  i.on::after { content: ''; width: 5px; height: 11px; margin-top: -3px; border: solid currentcolor;
    border-width: 0 2px 2px 0; rotate: 45deg }
</style><i></i><slot></slot>`

/** `<checkbox>` and `<radio>`; their groups send the events. */
function defineChoice(tag: 'checkbox' | 'radio'): void {
  define(tag, (host) => {
    const box = part(shadowOf(host, TREE), 'i')
    let [isOn, given] = [false, false]
    const show = () => {
      box.className = [tag, isOn && 'on', isSet(host, 'disabled') && 'off']
        .filter(Boolean)
        .join(' ')
      host.ariaChecked = String(isOn)
    }
    const turn = (on: boolean) => {
      isOn = on
      show()
    }
    Object.defineProperty(host, 'checked', { get: () => isOn, set: turn })
    host.addEventListener('click', () => {
      if (isSet(host, 'disabled') || (tag === 'radio' && isOn)) return
      turn(!isOn)
      const group = host.closest<Field>(`wx-${tag}-group`)
      if (tag === 'radio' && group)
        for (const other of choicesIn(group)) if (other !== host) other.checked = false
      if (group) emit(group, 'change', { value: group.value })
    })
    return {
      connected() {
        host.setAttribute('role', tag)
        host.tabIndex = 0
      },
      changed() {
        const color = textOf(host, 'color')
        if (color) host.style.setProperty('--tick', color)
        if (isSet(host, 'checked') !== given) {
          given = isSet(host, 'checked')
          isOn = given
        }
        show()
      }
    }
  })
}

function choicesIn(group: Element): ChoiceElement[] {
  return Array.from(group.querySelectorAll<ChoiceElement>('wx-checkbox, wx-radio'))
}

function defineGroup(tag: 'checkbox' | 'radio'): void {
  define(`${tag}-group`, (host) => {
    const read = () => {
      const values = choicesIn(host)
        .filter(({ checked }) => checked)
        .map((one) => textOf(one, 'value'))
      return tag === 'radio' ? (values[0] ?? '') : values
    }
    const wxReset = () => choicesIn(host).forEach((one) => (one.checked = isSet(one, 'checked')))
    Object.defineProperty(host, 'value', { get: read })
    return Object.assign(host, { wxReset }) && {}
  })
}

function defineSwitch(): void {
  define('switch', (host) => {
    let [isOn, given] = [false, false]
    const turn = (on: boolean) => {
      isOn = on
      host.ariaChecked = String(isOn)
      host.classList.toggle('on', isOn)
    }
    Object.defineProperty(host, 'value', { get: () => isOn })
    host.addEventListener('click', () => {
      if (isSet(host, 'disabled')) return
      turn(!isOn)
      emit(host, 'change', { value: isOn })
    })
    Object.assign(host, { wxReset: () => turn(given) })
    return {
      connected() {
        host.setAttribute('role', 'switch')
        host.tabIndex = 0
      },
      changed() {
        host.style.setProperty('--switch', textOf(host, 'color', '#07c160'))
        if (isSet(host, 'checked') !== given) {
          given = isSet(host, 'checked')
          isOn = given
        }
        turn(isOn)
      }
    }
  })
}

const FIELDS =
  'wx-input, wx-textarea, wx-switch, wx-checkbox, wx-radio, wx-slider, wx-picker, wx-button'

function defineLabel(): void {
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
    return {}
  })
}

export function defineChoices(): void {
  defineChoice('checkbox')
  defineChoice('radio')
  defineGroup('checkbox')
  defineGroup('radio')
  defineSwitch()
  defineLabel()
}
