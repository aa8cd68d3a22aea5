import { FAULT_KINDS, MAX_LATENCY_MS } from '../mock-model'
import { exact, listOf, mapOf, text } from './schema-parts'

const milliseconds = { type: 'number', minimum: 0, maximum: MAX_LATENCY_MS }

/** Used by environments.yaml, too. */
export const latencySchema = {
  if: { type: 'object' },
  then: exact(['p50', 'p99'], { p50: milliseconds, p99: milliseconds }),
  else: milliseconds
}

/** Used by environments.yaml, too. */
export const faultSchema = {
  if: { type: 'object' },
  then: exact(['kind', 'share'], {
    kind: { enum: FAULT_KINDS },
    share: { type: 'number', minimum: 0, maximum: 1 }
  }),
  else: { enum: FAULT_KINDS }
}

const plain = { type: ['string', 'number', 'boolean', 'null'] }
const wanted = { if: { type: 'array' }, then: { ...listOf(plain), minItems: 1 }, else: plain }
const rule = exact(['when'], {
  when: { ...mapOf(wanted), minProperties: 1 },
  example: text,
  latency: latencySchema,
  fault: faultSchema
})

/** The schema of `x-mock`. */
export const mockSchema = exact([], {
  latency: latencySchema,
  fault: faultSchema,
  rules: listOf({ ...rule, minProperties: 2 })
})
