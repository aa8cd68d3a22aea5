import { type Row } from './measure'

export interface GatewayReport {
  rows: Row[]
  /** By call: CPU time per request relative to bare node:http, throughput relative to Prism. */
  ratios: { call: string; cpuToBare: number; throughputToPrism?: number }[]
  startMs: number
  reloadMs: number
  notes: string[]
}

export interface GatewayLimits {
  cpuToBare: number
  throughputToPrism: number
  startMs: number
  reloadMs: number
}

/** One line for each figure that is beyond its limit. */
export function findExcesses(
  { rows, ratios, startMs, reloadMs }: GatewayReport,
  limits: GatewayLimits
): string[] {
  const excesses: string[] = []
  const atMost = (what: string, value: number, limit: number) => {
    if (value > limit) excesses.push(`${what}: ${value.toFixed(2)}, at most ${limit}`)
  }
  for (const { call, cpuToBare, throughputToPrism: gain } of ratios) {
    atMost(`${call}: CPU to bare node:http`, cpuToBare, limits.cpuToBare)
    if (gain !== undefined && gain < limits.throughputToPrism)
      excesses.push(`${call}: ${gain.toFixed(1)} x Prism, at least ${limits.throughputToPrism}`)
  }
  atMost('start to first answer, ms', startMs, limits.startMs)
  atMost('edit to answer, ms', reloadMs, limits.reloadMs)
  for (const { server, call, failed } of rows)
    if (server === 'ours') atMost(`${call}: failed calls`, failed, 0)
  return excesses
}

export function printReport({ rows, ratios, startMs, reloadMs, notes }: GatewayReport): void {
  console.log('call               load server   CPU us/req     req/s   p50 ms   p99 ms   failed')
  for (const row of rows)
    console.log(
      [
        row.call.padEnd(18),
        row.load,
        row.server.padEnd(7),
        row.cpuMicrosPerRequest.toFixed(1).padStart(11),
        row.perSecond.toFixed(0).padStart(9),
        String(row.p50Ms).padStart(8),
        String(row.p99Ms).padStart(8),
        String(row.failed).padStart(8)
      ].join(' ')
    )
  for (const { call, cpuToBare, throughputToPrism } of ratios) {
    const prism = throughputToPrism && `, ${throughputToPrism.toFixed(1)} x Prism's throughput`
    console.log(`${call}: ${cpuToBare.toFixed(2)} x the CPU of bare node:http${prism ?? ''}`)
  }
  console.log(
    `start to first answer ${startMs.toFixed(0)} ms, edit to answer ${reloadMs.toFixed(0)} ms`
  )
  for (const note of notes) console.log(note)
}
