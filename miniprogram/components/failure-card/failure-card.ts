/**
 * Tells of a failure above the page, which it leaves where it is; stays until it is read, or until there is another.
 *
 * `failure`: a `FailureView`, or null. Triggers `again` where its button is tapped.
 */
Component({
  properties: {
    failure: { type: Object, value: null as never }
  },

  data: { isRead: false },

  observers: {
    failure() {
      this.setData({ isRead: false })
    }
  },

  methods: {
    close() {
      this.setData({ isRead: true })
    },

    again() {
      this.triggerEvent('again')
    }
  }
})
