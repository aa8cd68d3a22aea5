import { type Weapp } from '../../app'

/** A short note at the top of a page: where its data comes from. */
export interface Banner {
  kind: 'offline' | 'mock'
  text: string
}

interface BannerPage {
  setData(data: { banner: Banner | null }): void
}

/** Shows a page's banner; from then on all open pages follow the network. */
export function showBanner(page: BannerPage): void {
  const weapp = getApp<Weapp>()
  weapp.network.onChange(updateOpenPages)
  page.setData({ banner: bannerOf(weapp) })
}

function updateOpenPages(): void {
  getCurrentPages().forEach(showBanner)
}

function bannerOf({ network, calls }: Weapp): Banner | null {
  if (!network.isConnected()) return { kind: 'offline', text: '网络未连接' }
  if (calls.lastSource().startsWith('mock:')) return { kind: 'mock', text: '示例数据' }
  return null
}
