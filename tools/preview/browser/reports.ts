import { type SourceProblem } from '../app-json'

/** A `wx.request`: reported when it starts (without status and error) and again when it ends. */
export interface CallReport {
  kind: 'call'
  id: number
  method: string
  path: string
  status?: number
  ms?: number
  /** The header `X-Gateway-Source`: what answered. */
  source?: string
  requestId?: string
  error?: string
}

/** Sent at the start. */
export interface StartReport {
  kind: 'started'
  /** Tags for which the preview only has a labelled box. */
  notDrawn: string[]
  /** What compilers accept, but is probably a mistake. */
  warnings: SourceProblem[]
}

/** What the phone reports to the panel. */
type PhoneReport =
  | CallReport
  /** The mini-program, or the preview, cannot do something that a phone could. */
  | { kind: 'trouble'; message: string }
  | { kind: 'console'; level: string; text: string }
  | StartReport

/** Sends a report to the panel, if this phone is in one. */
export function report(what: PhoneReport): void {
  if (what.kind === 'trouble') console.error(what.message)
  if (window.parent !== window) window.parent.postMessage({ report: what }, location.origin)
}

/** Listens to the phone inside this panel. */
export function onReport(listener: (what: PhoneReport) => void): void {
  window.addEventListener('message', ({ data, origin }: MessageEvent<{ report?: PhoneReport }>) => {
    if (origin === location.origin && data.report) listener(data.report)
  })
}
