Component({
  relations: {
    './child': {
      type: 'descendant',
      linked(target) {
        this.names.push(target.data.name)
        this.show()
      },
      unlinked(target) {
        this.names = this.names.filter((name) => name !== target.data.name)
        this.show()
      }
    }
  },
  lifetimes: {
    created() {
      this.names = []
    }
  },
  methods: {
    show() {
      this.setData({
        shown: `${this.names.join('、')}（${this.getRelationNodes('./child').length}）`
      })
    }
  }
})
