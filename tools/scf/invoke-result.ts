/** What the Invoke API returns: cloud.tencent.com/document/api/583/17243 */
export interface InvokeResult {
  requestId: string
  /** JSON of what the handler returned; absent when the call failed */
  returned?: string
  /** JSON of the platform's error, with statusCode and errorMessage */
  failure?: string
  instance: string
  cold: boolean
  initMs: number
  ms: number
  usedMb?: number
}
