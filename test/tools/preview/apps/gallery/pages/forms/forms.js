const said = require('../../behaviors/said')

Page({
  behaviors: [said],
  data: {
    name: '初值',
    fruits: ['苹果', '香蕉', '樱桃'],
    people: [
      { id: 1, name: '甲' },
      { id: 2, name: '乙' }
    ],
    person: 0,
    pairs: [
      ['一', '二'],
      ['a', 'b', 'c']
    ],
    pair: [0, 1],
    region: ['广东省', '广州市', '海珠区'],
    date: '2024-02-29',
    time: '12:01',
    columns: [1, 2],
    hours: Array.from({ length: 24 }, (_, index) => index)
  },
  double({ detail }) {
    return detail.value.replace(/x/g, '×')
  },
  pick(event) {
    this.say(event)
    this.setData({ person: Number(event.detail.value) })
  },
  column(event) {
    this.say(event)
    const { column, value } = event.detail
    if (column === 0)
      this.setData({ pairs: [['一', '二'], value ? ['甲', '乙'] : ['a', 'b', 'c']] })
  },
  ready() {
    this.createSelectorQuery()
      .select('#editor')
      .context(({ context }) => {
        this.editor = context
        context.setContents({ html: '<p>写好的</p>' })
      })
      .exec()
  }
})
