Component({
  properties: { value: { type: Number, value: 0 } },
  methods: {
    add() {
      this.setData({ value: this.data.value + 1 })
      this.triggerEvent('change', { value: this.data.value })
      this.triggerEvent('near', { n: this.data.value })
      this.triggerEvent('far', { n: this.data.value }, { bubbles: true, composed: true })
    }
  }
})
