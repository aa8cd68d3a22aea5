import type { Store } from './store'

/** One line an event, the newest first; the version that is served bears a star. */
export function listHistory(store: Store): string {
  const entries = store.history()
  if (!entries.length) return 'nothing was published'
  return entries
    .map(({ at, action, version, note }, i) => {
      const mark = i === entries.length - 1 ? '*' : ' '
      const when = at.slice(0, 19).replace('T', ' ')
      return `${mark} ${String(version).padStart(4)}  ${when}  ${action.padEnd(8)}  ${note}`.trimEnd()
    })
    .reverse()
    .join('\n')
}
