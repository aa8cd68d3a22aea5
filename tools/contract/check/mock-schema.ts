import { FAULT_KINDS, MAX_LATENCY_MS } from '../mock-model'

const milliseconds = { type: 'number', minimum: 0, maximum: MAX_LATENCY_MS }

/** Used by environments.yaml, too. */
export const latencySchema = {
  if: { type: 'object' },
  then: {
    type: 'object',
    additionalProperties: false,
    required: ['p50', 'p99'],
    properties: { p50: milliseconds, p99: milliseconds }
  },
  else: milliseconds
}

/** Used by environments.yaml, too. */
export const faultSchema = {
  if: { type: 'object' },
  then: {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'share'],
    properties: {
      kind: { enum: FAULT_KINDS },
      share: { type: 'number', minimum: 0, maximum: 1 }
    }
  },
  else: { enum: FAULT_KINDS }
}

const plain = { type: ['string', 'number', 'boolean', 'null'] }

/** The schema of `x-mock`. */
export const mockSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    latency: latencySchema,
    fault: faultSchema,
    rules: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['when'],
        minProperties: 2,
        properties: {
          when: {
            type: 'object',
            minProperties: 1,
            additionalProperties: {
              if: { type: 'array' },
              then: { type: 'array', minItems: 1, items: plain },
              else: plain
            }
          },
          example: { type: 'string' },
          latency: latencySchema,
          fault: faultSchema
        }
      }
    }
  }
}
