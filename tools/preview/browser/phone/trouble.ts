import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel'
import { report } from '../reports'

/** Runs a piece of the mini-program; what it throws is shown and ends nothing else. */
export function guard<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    tell(error)
    return undefined
  }
}

/** Shows every error that nobody has caught, and hands it to `onError`. */
export function watchTrouble(onError: (message: string) => void): void {
  const told = (error: unknown) => onError(tell(error))
  addGlobalErrorListener((error) => {
    told(error)
    return false
  })
  addGlobalWarningListener((message) => {
    tell(message)
    return false
  })
  window.addEventListener('error', ({ error, message }) => told(error ?? message))
  window.addEventListener('unhandledrejection', ({ reason }) => told(reason))
}

function tell(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : describe(error)
  const where = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : ''
  report({ kind: 'trouble', message: where ? `${text}（${where}）` : text })
  return text
}

function describe(error: unknown): string {
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error))
}
