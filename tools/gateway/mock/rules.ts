import {
  readFault,
  readLatency,
  type Fault,
  type Latency,
  type MockRule,
  type Wanted
} from '../../contract/read/mock-settings'
import { compileField, compilePattern, type Given } from './given'
import type { ReadyAnswer } from './plan'

export interface Rule {
  fits(given: Given): boolean
  answer?: ReadyAnswer
  latency?: Latency
  fault?: Fault
}

export function compileRule(rule: MockRule, answers: ReadyAnswer[]): Rule {
  const conditions = Object.entries(rule.when).map(([field, wanted]) => {
    const read = compileField(field)
    const isWanted = compileWanted(wanted)
    return (given: Given) => isWanted(read(given))
  })
  const { example, latency, fault } = rule
  return {
    fits: (given) => conditions.every((holds) => holds(given)),
    answer: example === undefined ? undefined : answers.find((known) => known.example === example),
    latency: latency === undefined ? undefined : readLatency(latency),
    fault: fault === undefined ? undefined : readFault(fault)
  }
}

function compileWanted(wanted: Wanted): (value: unknown) => boolean {
  if (Array.isArray(wanted)) {
    const alternatives = wanted.map(compileWanted)
    return (value) => alternatives.some((isWanted) => isWanted(value))
  }
  if (wanted === null) return (value) => value === undefined || value === null
  if (typeof wanted !== 'string' || !wanted.includes('*')) return (value) => value === wanted
  const pattern = compilePattern(wanted)
  return (value) => typeof value === 'string' && pattern.test(value)
}
