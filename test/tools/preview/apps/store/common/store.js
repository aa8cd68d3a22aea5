const KEY = 'cart'

/** The cart, in the phone's storage; pages listen for changes. */
export function createStore() {
  const listeners = new Set()
  const read = () => wx.getStorageSync(KEY) || []
  const write = (lines) => {
    wx.setStorageSync(KEY, lines)
    listeners.forEach((listener) => listener(lines))
  }
  return {
    read,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(goods, count = 1) {
      const lines = read()
      const known = lines.find(({ id }) => id === goods.id)
      write(
        known
          ? lines.map((line) => (line === known ? { ...line, count: line.count + count } : line))
          : [...lines, { ...goods, count, checked: true }]
      )
    },
    change: (id, part) =>
      write(read().map((line) => (line.id === id ? { ...line, ...part } : line))),
    remove: (id) => write(read().filter((line) => line.id !== id))
  }
}
