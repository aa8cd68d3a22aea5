import type { Weapp } from '../../app'

/** A short word above a page about where its data comes from. */
export interface Banner {
  kind: 'offline' | 'mock'
  text: string
}

export interface BannerPage {
  setData(data: { banner: Banner | null }): void
}

/** Shows what the network and the last reply's source say. */
export function showBanner(page: BannerPage): void {
  page.setData({ banner: bannerOf(getApp<Weapp>()) })
}

function bannerOf({ network, calls }: Weapp): Banner | null {
  if (!network.isConnected()) return { kind: 'offline', text: '手机没有连接网络' }
  if (calls.lastSource().startsWith('mock:')) return { kind: 'mock', text: '示例数据' }
  return null
}
