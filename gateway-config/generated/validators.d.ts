// GENERATED from gateway-config/openapi.yaml by `npm run contract`: do not edit.

import type { Validate } from '../../tools/contract/door/request-check'

/** By operationId and part: loginBody, loginQuery. */
declare const validators: Record<string, Validate | undefined>
export default validators
