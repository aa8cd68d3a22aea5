// GENERATED from gateway-config/openapi.yaml by `npm run contract`: do not edit.

import type { Validate } from '../../tools/contract/door/request-check'

/** Of the contract that was checked, and that the validators are for. */
export const contractHash: string
/** Of environments.yaml, but for what only the contract knows. */
export const environments: Validate
