import { type MockRule, type Wanted } from '../../contract/mock-model'
import { matchPattern, type MockInput, readField } from './request-fields'

/** The first rule whose conditions all hold. */
export function findRule(rules: MockRule[] = [], input: MockInput): MockRule | undefined {
  return rules.find(({ when }) => {
    for (const field in when) if (!isWanted(when[field], readField(input, field))) return false
    return true
  })
}

function isWanted(wanted: Wanted | undefined, value: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.some((alternative) => isWanted(alternative, value))
  if (wanted === null) return value === undefined || value === null
  if (typeof wanted !== 'string' || !wanted.includes('*')) return value === wanted
  return typeof value === 'string' && matchPattern(wanted, value) !== undefined
}
