import { type Report } from '../model'
import { kindBelow } from '../read/kinds'
import { type OpenApi } from '../read/openapi'
import { costOf } from './pattern-cost'

/** A text that is no longer than this takes a few milliseconds, whatever the pattern is like. */
const MOST_CHARACTERS = 256

/**
 * Reports patterns with which one request could keep a function busy: those that take exponential
 * time, and those that take more than linear time of a text without a `maxLength`, which is checked
 * first.
 */
export function checkPatterns(document: OpenApi, report: Report): void {
  const visit = (node: unknown, kind: string, at: string[]): void => {
    if (typeof node !== 'object' || node === null || kind === 'data') return
    if (kind === 'schema') checkSchema(node, at, report)
    for (const [key, value] of Object.entries(node))
      visit(value, kindBelow(kind, key), [...at, key])
  }
  visit(document, 'document', [])
}

interface Patterns {
  pattern?: unknown
  maxLength?: number
  patternProperties?: object
  propertyNames?: { maxLength?: number }
}

function checkSchema(node: Patterns, at: string[], report: Report): void {
  const { pattern, maxLength, patternProperties = {}, propertyNames } = node
  const check = (text: string, keys: string[], most = Infinity) => {
    const cost = costOf(text)
    if (cost === 'exponential')
      report(
        [...at, ...keys],
        `${text} takes exponential time of some texts: let it match in one way`
      )
    else if (cost === 'polynomial' && most > MOST_CHARACTERS)
      report(
        [...at, ...keys],
        `${text} may take long: add a maxLength of at most ${MOST_CHARACTERS}`
      )
  }
  if (typeof pattern === 'string') check(pattern, ['pattern'], maxLength)
  for (const text of Object.keys(patternProperties))
    check(text, ['patternProperties', text], propertyNames?.maxLength)
}
