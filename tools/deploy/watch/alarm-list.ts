/** An alarm that a stage should have. */
export interface WantedAlarm {
  /** The last part of its name */
  name: string
  /** The kind of alarm: cloud.tencent.com/document/product/248/50397 */
  kind: 'scf_alias' | 'cdb_detail'
  /** In the words of the kind, whatever their capitals */
  metric: string
  /** Raised when the metric is above this in `times` periods of five minutes in a row */
  above: number
  times: number
}

/** A starting point: whoever knows the usual numbers of a stage changes them here. */
export const ALARMS: WantedAlarm[] = [
  { name: 'errors', kind: 'scf_alias', metric: 'Error', above: 5, times: 1 },
  { name: 'duration', kind: 'scf_alias', metric: 'Duration', above: 1000, times: 2 },
  { name: 'throttles', kind: 'scf_alias', metric: 'Throttle', above: 0, times: 2 },
  { name: 'connections', kind: 'cdb_detail', metric: 'ConnectionUseRate', above: 70, times: 1 }
]

/** How the monitor abbreviates regions. */
const REGIONS: Record<string, string> = {
  'ap-guangzhou': 'gz',
  'ap-shanghai': 'sh',
  'ap-nanjing': 'nj',
  'ap-beijing': 'bj',
  'ap-chengdu': 'cd',
  'ap-chongqing': 'cq',
  'ap-hongkong': 'hk',
  'ap-singapore': 'sg',
  'ap-tokyo': 'jp',
  'na-siliconvalley': 'usw',
  'eu-frankfurt': 'de'
}

/** Throws an Error for a region whose abbreviation is not known here. */
export function shortRegion(region: string): string {
  const short = REGIONS[region]
  if (!short) throw new Error(`the monitor's name for ${region} is not known: add it to REGIONS`)
  return short
}
