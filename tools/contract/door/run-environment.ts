/**
 * Where a function runs. SCF writes this variable itself and reserves its name: no setting of a
 * deployed function can have it. Only the local SCF runtime and the cloud's stand-in say `local`.
 * @see https://cloud.tencent.com/document/product/583/30228
 */
export const RUN_ENVIRONMENT = 'TENCENTCLOUD_RUNENV'

export const LOCAL_RUN = 'SCF-local'
