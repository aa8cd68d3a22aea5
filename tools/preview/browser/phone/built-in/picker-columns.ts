import { textOf, valueOf, type WxElement } from '../element'

/** What a picker's sheet shows, for the positions of its wheels. */
export interface PickerColumns {
  columns(indexes: number[]): string[][]
  /** Where the wheels stand at first. */
  start: number[]
  /** A turn of a wheel takes those after it back to their first line. */
  isNested?: boolean
  /** What `change` reports. */
  value(indexes: number[]): object
}

const pad = (number: number) => String(number).padStart(2, '0')
const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)

export function pickerColumns(host: WxElement): PickerColumns {
  const mode = textOf(host, 'mode', 'selector')
  if (mode === 'date') return dates(host)
  if (mode === 'time') return times(host)
  if (mode === 'multiSelector') return choices(host, true)
  return choices(host, false)
}

/** `selector` and `multiSelector`: positions in `range`. */
function choices(host: WxElement, isMultiple: boolean): PickerColumns {
  const key = textOf(host, 'range-key')
  const label = (one: unknown) =>
    String(key && typeof one === 'object' && one ? (one as Record<string, unknown>)[key] : one)
  const given = () => (valueOf(host, 'range') ?? []) as unknown[]
  const value = valueOf(host, 'value')
  return {
    // read each time: a page changes the next columns in `columnchange`
    columns: () =>
      (isMultiple ? (given() as unknown[][]) : [given()]).map((column) => column.map(label)),
    start: isMultiple ? ((value ?? []) as unknown[]).map(Number) : [Number(value ?? 0) || 0],
    value: (indexes) => ({ value: isMultiple ? indexes : indexes[0] })
  }
}

/** Wheels that depend on those before them, as the days do on the month: one level for each. */
export function nested<T>(
  levels: ((...before: T[]) => T[])[],
  label: (one: T, level: number) => string,
  value: (chosen: T[]) => object,
  isWanted: (one: T, level: number) => boolean
): PickerColumns {
  const read = (indexes: number[]) => {
    const chosen: T[] = []
    const columns = levels.map((level, at) => {
      const column = level(...chosen)
      const one = column[indexes[at] ?? 0] ?? column[0]
      if (one !== undefined) chosen.push(one)
      return column
    })
    return { columns, chosen }
  }
  const start: number[] = []
  for (const at of levels.keys())
    start.push(
      Math.max(
        0,
        read(start).columns[at]!.findIndex((one) => isWanted(one, at))
      )
    )
  return {
    columns: (indexes) =>
      read(indexes).columns.map((column, at) => column.map((one) => label(one, at))),
    start,
    value: (indexes) => value(read(indexes).chosen)
  }
}

function times(host: WxElement): PickerColumns {
  const read = (name: string, fallback: string) =>
    textOf(host, name, fallback).split(':').map(Number) as [number, number]
  const [[h1, m1], [h2, m2]] = [read('start', '00:00'), read('end', '23:59')]
  const wanted = read('value', textOf(host, 'start', '00:00'))
  return nested(
    [() => range(h1, h2), (hour) => range(hour === h1 ? m1 : 0, hour === h2 ? m2 : 59)],
    pad,
    (chosen) => ({ value: chosen.map(pad).join(':') }),
    (one, level) => one === wanted[level]
  )
}

function dates(host: WxElement): PickerColumns {
  const depth = { year: 1, month: 2, day: 3 }[textOf(host, 'fields', 'day')] ?? 3
  const read = (text: string, fallback: number[]) => {
    const parts = text.split('-').map(Number)
    return fallback.map((part, index) => parts[index] || part) as [number, number, number]
  }
  const now = new Date()
  const today = `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`
  const [y1, m1, d1] = read(textOf(host, 'start'), [1900, 1, 1])
  const [y2, m2, d2] = read(textOf(host, 'end'), [2099, 12, 31])
  const wanted = read(textOf(host, 'value') || today, [y1, 1, 1])
  const months = (y: number) => range(y === y1 ? m1 : 1, y === y2 ? m2 : 12)
  const days = (y: number, m: number) =>
    range(y === y1 && m === m1 ? d1 : 1, y === y2 && m === m2 ? d2 : new Date(y, m, 0).getDate())
  return nested(
    [() => range(y1, y2), months, days].slice(0, depth),
    (one, level) => `${pad(one)}${'年月日'[level]}`,
    (chosen) => ({ value: chosen.map(pad).join('-') }),
    (one, level) => one === wanted[level]
  )
}
