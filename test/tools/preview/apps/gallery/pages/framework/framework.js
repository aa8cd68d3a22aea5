const tools = require('../../tools.js')

Page({
  data: {
    list: [
      { id: 'a', n: 1, deep: { x: [1, 2] } },
      { id: 'b', n: 2, deep: { x: [3] } }
    ],
    object: { a: 1, b: 2 },
    which: 'one',
    shown: true,
    number: 12.5,
    html: '<view>不是标签</view>'
  },
  onLoad() {
    this.setData(
      { 'list[0].deep.x[1]': 9, ['object.c']: tools.double(2), fresh: { key: 'v' } },
      () => this.setData({ done: '完' })
    )
  },
  more() {
    this.setData({ list: [{ id: 'c', n: 3, deep: { x: [] } }, ...this.data.list], which: 'two' })
  },
  toggle() {
    this.setData({ shown: !this.data.shown })
  },
  find() {
    const one = this.selectComponent('#life')
    const all = this.selectAllComponents('.related')
    this.setData({ found: `${one.data.kind} ${all.length}` })
  },
  submit({ detail }) {
    this.setData({ submitted: JSON.stringify(detail.value) })
  }
})
