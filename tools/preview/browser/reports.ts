/** A `wx.request`; sent when it begins (without status and error), and again when it ends. */
export interface CallReport {
  kind: 'call'
  id: number
  method: string
  path: string
  status?: number
  ms?: number
  /** `X-Gateway-Source`: what answered. */
  source?: string
  requestId?: string
  error?: string
}

/** What the phone tells the panel. */
export type Report =
  | CallReport
  /** The mini-program, or the preview, cannot go on as on a phone. */
  | { kind: 'trouble'; message: string }
  /** Told at the start: tags in the sources that the preview does not draw. */
  | { kind: 'started'; notDrawn: string[] }

/** Tells the panel, if there is one around this phone. */
export function report(what: Report): void {
  if (what.kind === 'trouble') console.error(what.message)
  if (window.parent !== window) window.parent.postMessage({ report: what }, location.origin)
}

/** Listens to the phone inside this panel. */
export function onReport(listener: (what: Report) => void): void {
  window.addEventListener('message', ({ data, origin }: MessageEvent<{ report?: Report }>) => {
    if (origin === location.origin && data.report) listener(data.report)
  })
}
