import { api } from './api'

/** A privacy interface: what was copied elsewhere is the user's own. */
export function createClipboard(
  requirePrivacy: (api: string) => Promise<void>,
  toast: (option: { title: string }) => unknown
) {
  const clipboard = { data: '' }
  return {
    getClipboardData: api('getClipboardData', async () => {
      await requirePrivacy('getClipboardData')
      return clipboard
    }),
    setClipboardData: api('setClipboardData', async ({ data }: { data: string }) => {
      await requirePrivacy('setClipboardData')
      clipboard.data = data
      // a browser may refuse without a recent tap; inside the phone it is copied all the same
      void navigator.clipboard?.writeText(data).catch(() => undefined)
      void toast({ title: '内容已复制' })
    })
  }
}
