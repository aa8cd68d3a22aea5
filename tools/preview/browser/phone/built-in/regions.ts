import { areaList } from '@vant/area-data'
import { textOf, valueOf, type WxElement } from '../element'
import { type PickerColumns } from './picker-columns'

type Place = [code: string, name: string]

const [provinces, cities, counties] = [
  areaList.province_list,
  areaList.city_list,
  areaList.county_list
].map((list) => Object.entries(list)) as [Place[], Place[], Place[]]

/** `mode="region"`: a province, its cities, and their counties. */
export function regions(host: WxElement): PickerColumns {
  const depth = { province: 1, city: 2 }[textOf(host, 'level')] ?? 3
  const custom = textOf(host, 'custom-item')
  const first: Place[] = custom ? [['', custom]] : []
  const below = (places: Place[], [code = '']: Place | [], digits: number): Place[] => {
    const start = code.slice(0, digits)
    return [...first, ...(start ? places.filter(([one]) => one.startsWith(start)) : [])]
  }
  const read = ([a = 0, b = 0]: number[]) => {
    const all = [...first, ...provinces]
    const inside = below(cities, all[a] ?? [], 2)
    return [all, inside, below(counties, inside[b] ?? [], 4)].slice(0, depth)
  }
  const start: number[] = []
  for (const name of (valueOf(host, 'value') ?? []) as string[]) {
    const column = read(start)[start.length] ?? []
    const at = column.findIndex(([, one]) => one === name)
    start.push(Math.max(0, at))
  }
  while (start.length < depth) start.push(0)
  return {
    columns: (indexes) => read(indexes).map((column) => column.map(([, name]) => name)),
    start,
    isNested: true,
    value(indexes) {
      const chosen = read(indexes).map((column, index) => column[indexes[index] ?? 0] ?? ['', ''])
      return {
        value: chosen.map(([, name]) => name),
        code: chosen.map(([code]) => code),
        postcode: ''
      }
    }
  }
}
