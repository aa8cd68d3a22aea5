import { isSet, textOf, valueOf, type WxElement } from '../element'
import { ask } from '../sheet'
import { define, emit } from './define'
import { type PickerColumns, pickerColumns } from './picker-columns'
import { type Column } from './picker-view'
import { regions } from './regions'

import './picker.css'

/** As in picker.css. */
const ITEM_PX = 44

/** `<picker>`: a tap opens a sheet with a picker-view. */
define('picker', (host) => {
  host.addEventListener('click', () => {
    if (isSet(host, 'disabled') || document.querySelector('.phone-picker')) return
    void pick(host)
  })
  return { value: () => valueOf(host, 'value') }
})

async function pick(host: WxElement): Promise<void> {
  const picker = textOf(host, 'mode') === 'region' ? regions(host) : pickerColumns(host)
  const { body, indexes } = createView(picker, (column, value) =>
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

function createView(
  { columns, start, isNested }: PickerColumns,
  onTurn: (column: number, index: number) => void
) {
  const body = document.createElement('wx-picker-view')
  body.className = 'phone-picker'
  body.setAttribute('item-height', String(ITEM_PX))
  const wheels = columns(start).map(() => document.createElement('wx-picker-view-column') as Column)
  body.append(...wheels)
  let indexes = start

  /** Later columns depend on earlier ones: the days on the month. */
  function fill(from: number): void {
    if (isNested) indexes = indexes.map((index, column) => (from && column >= from ? 0 : index))
    const texts = columns(indexes)
    indexes = texts.map(({ length }, at) => Math.max(0, Math.min(indexes[at] ?? 0, length - 1)))
    for (const [column, labels] of texts.entries()) {
      if (column < from) continue
      const items = labels.map((textContent) =>
        Object.assign(document.createElement('p'), { textContent })
      )
      wheels[column]?.replaceChildren(...items)
      wheels[column]?.wheel?.turnTo(indexes[column] ?? 0)
    }
  }
  body.addEventListener('change', (event) => {
    const { value } = (event as CustomEvent<{ value: number[] }>).detail
    const column = value.findIndex((index, at) => index !== indexes[at])
    if (column < 0) return
    indexes = value
    onTurn(column, value[column] ?? 0)
    fill(column + 1)
  })
  fill(0)
  // a wheel can turn once the sheet is shown
  requestAnimationFrame(() => fill(0))
  return { body, indexes: () => indexes }
}
