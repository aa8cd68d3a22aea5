/** The contract's limits. */
const LONGEST_NAME = 64
const REFUSED = /[\u0000-\u001f\u007f\u2028\u2029]/g

/** This phone's name in the list of devices; '' where WeChat does not know it. */
export function deviceName(): string {
  // Since base library 2.20.1.
  if (!wx.canIUse('getDeviceInfo')) return ''
  // Some phones leave one of them out.
  const { brand = '', model = '' } = wx.getDeviceInfo()
  // iPhones add their part number: iPhone 15<iPhone15,4>.
  const name = model.replace(/<.*>$/, '')
  const isNamed = name.toLowerCase().startsWith(brand.toLowerCase())
  const line = (isNamed ? name : `${brand} ${name}`).replace(REFUSED, '').trim()
  // By whole characters: half of one is refused, too.
  return Array.from(line).slice(0, LONGEST_NAME).join('')
}
