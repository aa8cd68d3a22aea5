// GENERATED from gateway-config/openapi.yaml by `npm run contract`: do not edit.

/** A validator compiled by ajv, which leaves the errors of the last call on the function. */
type Validate = ((value: unknown) => boolean) & {
  errors?:
    | {
        instancePath: string
        keyword: string
        message?: string
        params: Record<string, unknown>
      }[]
    | null
}

/** By operationId and part. */
declare const validators: Record<string, Validate | undefined>
export default validators
