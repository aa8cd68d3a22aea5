import { isSet, textOf } from '../element'
import { define, emit, type Field, newsOf, part, shadowOf } from './define'

interface Choice extends Field {
  isOn: boolean
  turn(isOn: boolean): void
}

const TREE = `<style>
  :host { display: inline-block; cursor: pointer }
  i { display: inline-flex; align-items: center; justify-content: center; box-sizing: border-box;
    width: 22px; height: 22px; margin-right: 4px; border: 1px solid rgb(128 128 128 / 50%);
    vertical-align: middle; color: var(--color, #09bb07); background: Field }
  .off { opacity: .5 }
  .radio { border-radius: 50% }
  .checkbox { border-radius: 4px }
  .radio.on { background: var(--color, #09bb07); border-color: transparent; color: #fff }
  :not(.switch).on::after { content: ''; width: 5px; height: 11px; margin-top: -3px;
    border: solid currentcolor; border-width: 0 2px 2px 0; rotate: 45deg }
  .switch { display: block; position: relative; width: 51px; height: 31px; margin: 0; border: 0;
    border-radius: 16px; background: rgb(128 128 128 / 30%) }
  .switch.on { background: var(--color, #07c160) }
  .switch::before { content: ''; position: absolute; top: 2px; left: 2px; width: 27px;
    height: 27px; border-radius: 50%; background: #fff; transition: translate .1s }
  .switch.on::before { translate: 20px }
</style><i></i><slot></slot>`

/** On or off; the groups of the first two send their events. */
for (const tag of ['checkbox', 'radio', 'switch'] as const)
  define<Choice>(tag, (host) => {
    const box = part(shadowOf(host, TREE), 'i')
    const isNew = newsOf(host)
    const turn = (isOn: boolean) => {
      host.isOn = isOn
      const look = tag === 'switch' ? textOf(host, 'type', tag) : tag
      box.className = `${look} ${isOn ? 'on' : ''} ${isSet(host, 'disabled') ? 'off' : ''}`
      host.ariaChecked = String(isOn)
    }
    Object.assign(host, { isOn: false, turn })
    host.addEventListener('click', () => {
      if (isSet(host, 'disabled') || (tag === 'radio' && host.isOn)) return
      turn(!host.isOn)
      if (tag === 'switch') return emit(host, 'change', { value: host.isOn })
      const group = host.closest<Field>(`wx-${tag}-group`)
      if (!group) return
      if (tag === 'radio') for (const one of choicesIn(group)) one.turn(one === host)
      emit(group, 'change', { value: group.value })
    })
    return {
      role: tag,
      changed() {
        const color = textOf(host, 'color')
        if (color) host.style.setProperty('--color', color)
        turn(isNew('checked') ? isSet(host, 'checked') : host.isOn)
      },
      value: () => (tag === 'switch' ? host.isOn : undefined),
      reset: () => turn(isSet(host, 'checked'))
    }
  })

for (const tag of ['checkbox', 'radio'] as const)
  define(`${tag}-group`, (host) => ({
    value() {
      const on = choicesIn(host).filter(({ isOn }) => isOn)
      const values = on.map((one) => textOf(one, 'value'))
      return tag === 'radio' ? (values[0] ?? '') : values
    }
  }))

function choicesIn(group: Element): Choice[] {
  return Array.from(group.querySelectorAll<Choice>('wx-checkbox, wx-radio'))
}
