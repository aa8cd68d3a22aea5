Component({
  properties: { group: Object, value: String },
  observers: {
    'group.values, value': function (values, value) {
      this.setData({ choices: (values || []).map((name) => ({ name, on: name === value })) })
    }
  },
  methods: {
    pick({ currentTarget: { dataset } }) {
      this.triggerEvent('pick', { name: this.data.group.name, value: dataset.name })
    }
  }
})
