import { apis } from './api'

/** Needs the user's consent: the clipboard may hold what was copied in other apps. */
export function createClipboard(
  requireConsent: (api: string) => Promise<void>,
  toast: (option: { title: string }) => unknown
) {
  const clipboard = { data: '' }
  return apis({
    async getClipboardData() {
      await requireConsent('getClipboardData')
      return clipboard
    },
    async setClipboardData({ data }) {
      await requireConsent('setClipboardData')
      clipboard.data = data
      // a browser may refuse without a recent tap; the phone's own clipboard still works
      void navigator.clipboard?.writeText(data).catch(() => undefined)
      void toast({ title: '内容已复制' })
    }
  })
}
