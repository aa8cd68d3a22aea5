/**
 * Shows a failure on top of the page, without moving it, until it is closed or replaced by another.
 *
 * `failure`: a `FailureView`, or null. Triggers `again` when its button is tapped.
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
