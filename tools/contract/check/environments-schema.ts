import { SOURCES } from '../environment-model'
import { STAGES } from '../stages'
import { faultSchema, latencySchema } from './mock-schema'
import { exact } from './schema-parts'

/** What can be set for an environment and for each of its routes. */
const $defs = {
  source: { enum: SOURCES },
  rateLimit: exact(['count', 'per', 'by'], {
    count: { type: 'integer', minimum: 1 },
    per: { enum: ['second', 'minute'] },
    by: { enum: ['address', 'token'] }
  }),
  maxBodyBytes: { type: 'integer', minimum: 0, maximum: 6_291_456 },
  maxHeaderBytes: { type: 'integer', minimum: 256, maximum: 16_384 },
  statusMap: {
    type: 'object',
    propertyNames: { pattern: '^[2-5][0-9][0-9]$' },
    additionalProperties: { type: 'integer', minimum: 200, maximum: 599 }
  },
  latency: latencySchema,
  fault: faultSchema
}

const settings = Object.fromEntries(
  Object.keys($defs).map((name) => [name, { $ref: `#/$defs/${name}` }])
)

const environment = exact(['source'], {
  ...settings,
  domain: { type: 'string', pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' },
  cors: exact(['origins'], {
    origins: { type: 'array', items: { type: 'string', pattern: '^(\\*|https?://[^/ ]+)$' } },
    headers: { type: 'array', items: { type: 'string', pattern: '^[a-z0-9-]+$' } },
    maxAgeSeconds: { type: 'integer', minimum: 0, maximum: 86_400 }
  }),
  routes: { type: 'object', additionalProperties: exact([], settings) }
})

/** The schema of environments.yaml, which cannot check the names of operations. */
export const environmentsSchema = {
  ...exact(
    [...STAGES],
    Object.fromEntries(STAGES.map((stage) => [stage, { $ref: '#/$defs/environment' }]))
  ),
  $defs: { ...$defs, environment }
}
