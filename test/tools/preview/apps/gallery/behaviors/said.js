/** Keeps what the components report, as `type at detail`. */
module.exports = Behavior({
  data: { said: '' },
  methods: {
    say(event) {
      const { type, currentTarget, detail } = event
      const line = `${type} ${currentTarget.dataset.at || currentTarget.id} ${JSON.stringify(detail)}`
      const app = getApp()
      app.said = [...(app.said || []), line]
      app.last = event
    }
  }
})
