import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel'
import { report } from '../reports'
import { describe } from './console'

/** Runs a part of the mini-program; an error is reported and stops nothing else. */
export function guard<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    reportError(error)
    return undefined
  }
}

/** What glass-easel objects to, and WeChat ignores. */
const NO_FAULT =
  /^Cannot find method .* for observer of property|^Some keys are not unique|^The for-list data is neither/

/** Reports every uncaught error and passes it to `onError`. */
export function watchTrouble(onError: (message: string) => void): void {
  const uncaught = (error: unknown) => onError(reportError(error))
  addGlobalErrorListener((error) => {
    if (!(error instanceof Error && NO_FAULT.test(error.message))) uncaught(error)
    return false
  })
  // about what works on a phone, too: unmodified libraries are full of it
  addGlobalWarningListener((message) => {
    if (!NO_FAULT.test(message)) console.warn(message)
    return false
  })
  window.addEventListener('error', ({ error, message }) => uncaught(error ?? message))
  window.addEventListener('unhandledrejection', ({ reason }) => uncaught(reason))
}

function reportError(error: unknown): string {
  const text = describe(error)
  const where = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : ''
  report({ kind: 'trouble', message: where ? `${text}（${where}）` : text })
  return text
}
