module.exports = Behavior({
  properties: { kind: { type: String, value: '行为' } },
  data: { from: '行为' },
  lifetimes: {
    created() {
      this.log = ['behavior created']
    },
    attached() {
      this.log.push('behavior attached')
    }
  },
  methods: {
    describe() {
      return `${this.data.kind} ${this.data.from}`
    }
  }
})
