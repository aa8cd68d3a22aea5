// preloaded into a function: its clock is CLOCK_SHIFT_MS ahead, or behind where that is negative
const shift = Number(process.env.CLOCK_SHIFT_MS)
const RealDate = Date

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length ? given : [RealDate.now() + shift]))
  }
  static now() {
    return RealDate.now() + shift
  }
}
