import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel'
import { report } from '../reports'

/** Runs a part of the mini-program; an error is reported and stops nothing else. */
export function guard<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    reportError(error)
    return undefined
  }
}

/** Reports every uncaught error and passes it to `onError`. */
export function watchTrouble(onError: (message: string) => void): void {
  const uncaught = (error: unknown) => onError(reportError(error))
  addGlobalErrorListener((error) => {
    uncaught(error)
    return false
  })
  // about templates that work on a phone, too: unmodified libraries are full of them
  addGlobalWarningListener((message) => {
    console.warn(message)
    return false
  })
  window.addEventListener('error', ({ error, message }) => uncaught(error ?? message))
  window.addEventListener('unhandledrejection', ({ reason }) => uncaught(reason))
}

function reportError(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : describe(error)
  const where = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : ''
  report({ kind: 'trouble', message: where ? `${text}（${where}）` : text })
  return text
}

function describe(error: unknown): string {
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error))
}
