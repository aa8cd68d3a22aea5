const kinds = require('./kinds')

Component({
  behaviors: [kinds],
  properties: { count: Number, person: { type: Object, observer: 'personChanged' } },
  data: { from: '组件', text: '' },
  observers: {
    count(count) {
      this.log.push(`count ${count}`)
      this.show()
    },
    'person.**'() {
      this.log.push('person')
    }
  },
  lifetimes: {
    created() {
      this.log.push('created')
    },
    attached() {
      this.log.push(`attached ${this.describe()}`)
    },
    ready() {
      this.log.push('ready')
      this.show()
    },
    detached() {
      getApp().detached = true
    }
  },
  pageLifetimes: {
    show() {
      this.log.push('page show')
      this.show()
    },
    hide() {
      getApp().hidden = true
    },
    resize() {}
  },
  methods: {
    personChanged(now) {
      this.log.push(`observer ${Object.keys(now).length}`)
    },
    show() {
      this.setData({ text: this.log.join('；') })
    }
  }
})
