import { areaList } from '@vant/area-data'
import { textOf, valueOf, type WxElement } from '../element'
import { nested, type PickerColumns } from './picker-columns'

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
  const within = (places: Place[], digits: number) => {
    return (...before: Place[]): Place[] => {
      const start = before.at(-1)?.[0].slice(0, digits)
      return [...first, ...(start ? places.filter(([code]) => code.startsWith(start)) : [])]
    }
  }
  const levels = [() => [...first, ...provinces], within(cities, 2), within(counties, 4)]
  const wanted = (valueOf(host, 'value') ?? []) as string[]
  const columns = nested(
    levels.slice(0, depth),
    ([, name]) => name,
    (chosen) => ({
      value: chosen.map(([, name]) => name),
      code: chosen.map(([code]) => code),
      postcode: ''
    }),
    ([, name], level) => name === wanted[level]
  )
  return { ...columns, isNested: true }
}
