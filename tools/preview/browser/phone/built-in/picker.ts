import { isSet, textOf, valueOf, type WxElement } from '../element'
import { ask } from '../sheet'
import { define, emit } from './define'
import { type PickerColumns, pickerColumns } from './picker-columns'
import { regions } from './regions'
import { createWheel } from './wheel'

import './picker.css'

/** `<picker>`: a tap opens a sheet with wheels. */
export function definePicker(): void {
  define('picker', (host) => {
    host.addEventListener('click', () => {
      if (isSet(host, 'disabled') || document.querySelector('.phone-picker')) return
      void pick(host)
    })
    Object.defineProperty(host, 'value', { get: () => valueOf(host, 'value') })
    return {}
  })
}

async function pick(host: WxElement): Promise<void> {
  const picker = textOf(host, 'mode') === 'region' ? regions(host) : pickerColumns(host)
  const { body, indexes } = createWheels(picker, (column, value) =>
    emit(host, 'columnchange', { column, value })
  )
  const { chosen } = await ask({
    title: textOf(host, 'header-text'),
    body,
    choices: [{ label: '取消' }, { label: '确定', kind: 'main' }],
    atBottom: true
  })
  if (chosen === 1) emit(host, 'change', picker.value(indexes()))
  else emit(host, 'cancel')
}

function createWheels(
  { columns, start, isNested }: PickerColumns,
  onTurn: (column: number, index: number) => void
) {
  const body = document.createElement('div')
  body.className = 'phone-picker'
  const wheels = columns(start).map((_, column) => {
    const element = document.createElement('div')
    body.append(element)
    const wheel = createWheel(element, (index) => {
      onTurn(column, index)
      fill(column + 1)
    })
    return { element, wheel }
  })
  const indexes = () => wheels.map(({ wheel }) => wheel.index())

  /** Later columns depend on earlier ones: the days on the month. */
  function fill(from: number): void {
    columns(indexes()).forEach((labels, column) => {
      const { element, wheel } = wheels[column] ?? {}
      if (!element || !wheel || column < from) return
      const items = labels.map((label) => {
        const item = document.createElement('p')
        item.textContent = label
        return item
      })
      element.replaceChildren(...items)
      wheel.turnTo(isNested && from > 0 ? 0 : Math.min(wheel.index(), labels.length - 1))
    })
  }
  wheels.forEach(({ wheel }, column) => wheel.turnTo(Math.max(0, start[column] ?? 0)))
  fill(0)
  // a wheel can turn once the sheet is shown
  requestAnimationFrame(() => {
    fill(0)
    wheels.forEach(({ wheel }) => wheel.turnTo(wheel.index()))
  })
  return { body, indexes }
}
