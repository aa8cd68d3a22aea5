interface Item {
  id: number
  label?: string
}

const items: Item[] = [{ id: 1, label: '一' }, { id: 2 }]

Page({
  data: { items, sum: 0 },
  onLoad(this: { setData(data: object): void }, { n = '1' }: Record<string, string>) {
    this.setData({ sum: items.reduce((sum, { id }) => sum + id, Number(n)) })
  }
})
