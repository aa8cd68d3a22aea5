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

function times(host: WxElement): PickerColumns {
  const [first, last] = [textOf(host, 'start', '00:00'), textOf(host, 'end', '23:59')]
  const [firstHour = 0, firstMinute = 0] = first.split(':').map(Number)
  const [lastHour = 23, lastMinute = 59] = last.split(':').map(Number)
  const hours = range(firstHour, lastHour)
  const minutes = (hour = firstHour) =>
    range(hour === firstHour ? firstMinute : 0, hour === lastHour ? lastMinute : 59)
  const [hour = 0, minute = 0] = textOf(host, 'value', first).split(':').map(Number)
  return {
    columns: ([at = 0]) => [hours.map(pad), minutes(hours[at]).map(pad)],
    start: [hours.indexOf(hour), minutes(hour).indexOf(minute)],
    value: ([at = 0, then = 0]) => ({
      value: `${pad(hours[at] ?? 0)}:${pad(minutes(hours[at])[then] ?? 0)}`
    })
  }
}

function dates(host: WxElement): PickerColumns {
  const depth = { year: 1, month: 2, day: 3 }[textOf(host, 'fields', 'day')] ?? 3
  const read = (text: string, fallback: number[]) => {
    const parts = text.split('-').map(Number)
    return fallback.map((part, index) => parts[index] || part)
  }
  const now = new Date()
  const today = `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`
  const [y1 = 0, m1 = 1, d1 = 1] = read(textOf(host, 'start'), [1900, 1, 1])
  const [y2 = 0, m2 = 12, d2 = 31] = read(textOf(host, 'end'), [2099, 12, 31])
  const [year = 0, month = 1, day = 1] = read(textOf(host, 'value') || today, [y1, 1, 1])

  const years = range(y1, y2)
  const months = (y = y1) => range(y === y1 ? m1 : 1, y === y2 ? m2 : 12)
  const days = (y = y1, m = 1) =>
    range(y === y1 && m === m1 ? d1 : 1, y === y2 && m === m2 ? d2 : new Date(y, m, 0).getDate())
  const chosen = ([a = 0, b = 0, c = 0]: number[]) => {
    const y = years[a] ?? y2
    const m = months(y)[b] ?? 1
    return [y, m, days(y, m)[c] ?? 1] as const
  }
  return {
    columns(indexes) {
      const [y, m] = chosen(indexes)
      const all = [
        years.map((one) => `${one}年`),
        months(y).map((one) => `${pad(one)}月`),
        days(y, m).map((one) => `${pad(one)}日`)
      ]
      return all.slice(0, depth)
    },
    start: [years.indexOf(year), months(year).indexOf(month), days(year, month).indexOf(day)].slice(
      0,
      depth
    ),
    value: (indexes) => ({
      value: chosen(indexes)
        .slice(0, depth)
        .map((one, index) => (index ? pad(one) : one))
        .join('-')
    })
  }
}
