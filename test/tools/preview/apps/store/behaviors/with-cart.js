export default Behavior({
  data: { cartCount: 0 },
  attached() {
    const { store } = getApp()
    const show = (lines) =>
      this.setData({ cartCount: lines.reduce((sum, { count }) => sum + count, 0) })
    show(store.read())
    this.unwatch = store.watch(show)
  },
  detached() {
    this.unwatch()
  }
})
