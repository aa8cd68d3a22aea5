interface Line {
  id: string
  count: number
  checked: boolean
}

interface Store {
  read(): Line[]
  watch(listener: (lines: Line[]) => void): () => void
  change(id: string, part: Partial<Line>): void
  remove(id: string): void
}

const store = () => (getApp() as unknown as { store: Store }).store

Page({
  data: { lines: [] as Line[], removing: '' },
  onLoad() {
    store().watch((lines) => this.setData({ lines }))
  },
  onShow() {
    this.setData({ lines: store().read() })
    ;(this.getTabBar() as unknown as { init(): void }).init()
  },
  check({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ checked: boolean }>) {
    store().change(currentTarget.dataset.id as string, { checked: detail.checked })
  },
  count({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: number }>) {
    store().change(currentTarget.dataset.id as string, { count: detail.value })
  },
  ask({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setData({ removing: currentTarget.dataset.id as string })
  },
  close() {
    this.setData({ removing: '' })
  },
  remove() {
    store().remove(this.data.removing)
    this.close()
  },
  order() {
    wx.navigateTo({ url: '/packages/order/list/index?from=cart' })
  }
})
