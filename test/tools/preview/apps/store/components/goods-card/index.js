Component({
  options: { addGlobalClass: true, multipleSlots: true },
  externalClasses: ['card-class'],
  properties: { goods: { type: Object, value: {} }, index: Number },
  methods: {
    open() {
      this.triggerEvent('open', { goods: this.data.goods })
    },
    add() {
      this.triggerEvent('add', { goods: this.data.goods, index: this.data.index })
    }
  }
})
