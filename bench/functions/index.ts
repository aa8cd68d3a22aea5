import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Cold, measureCold } from './cold'
import { bundleOf, startLocalStack } from './local-stack'
import { measureWarm, type Timed } from './warm'

/** Ratios, except for the bundle's size. */
interface Figures {
  gatewayToSocket: number
  loginToFloor: number
  coldToBare: number
  bundleKb: number
}

interface Report {
  warm: Timed[]
  cold: Cold
  figures: Figures
}

const COLD_SHARE = 20

async function run(rounds: number): Promise<Report> {
  const local = await startLocalStack()
  try {
    const warm = await measureWarm(local, rounds)
    const cold = await measureCold(local, Math.max(3, Math.round(rounds / COLD_SHARE)))
    const p50 = (name: string) => warm.find((timed) => timed.name === name)?.p50 ?? NaN
    const figures = {
      gatewayToSocket: p50('session through gateway') / p50('session from its socket'),
      loginToFloor: p50('login from its socket') / p50('login floor'),
      coldToBare: cold.listeningToBare,
      bundleKb: statSync(bundleOf('login')).size / 1024
    }
    return { warm, cold, figures }
  } finally {
    await local.stop()
  }
}

function print({ warm, cold, figures }: Report): void {
  console.log('warm call                  p10 ms   p50 ms')
  for (const { name, p10, p50 } of warm)
    console.log(name.padEnd(25) + [p10, p50].map((ms) => ms.toFixed(2).padStart(9)).join(''))
  const { bareMs, listeningMs, loginMs } = cold
  console.log(
    `cold start: bare node:http ${ms(bareMs)}, login bundle ${ms(listeningMs)}, first login ${ms(loginMs)}`
  )
  console.log(
    `gateway and runtime: ${figures.gatewayToSocket.toFixed(2)} x the instance's own socket; ` +
      `login: ${figures.loginToFloor.toFixed(2)} x its floor; ` +
      `cold: ${figures.coldToBare.toFixed(2)} x bare; bundle ${figures.bundleKb.toFixed(0)} KB`
  )
}

const ms = (value: number) => `${value.toFixed(0)} ms`

/**
 * Measures the functions beside what they cannot do without. Options: --json, --rounds N. Returns 1
 * when something exceeds its limit in bench/limits.json.
 */
export async function bench(args: string[]): Promise<number> {
  const options = { json: { type: 'boolean' }, rounds: { type: 'string', default: '300' } } as const
  const { values } = parseArgs({ args, options })
  const report = await run(Number(values.rounds))
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else print(report)
  const file = path.resolve(__dirname, '../limits.json')
  const { functions: limits } = JSON.parse(readFileSync(file, 'utf8')) as { functions: Figures }
  const names = Object.keys(limits) as (keyof Figures)[]
  const exceeded = names.filter((name) => report.figures[name] > limits[name])
  for (const name of exceeded)
    console.error(`${name} is ${report.figures[name].toFixed(2)}, its limit ${limits[name]}`)
  return exceeded.length ? 1 : 0
}
