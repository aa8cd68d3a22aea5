/** The contract's limit. */
const LONGEST = 64

/** What a user knows this phone by, for the list of devices; '' where WeChat does not say. */
export function deviceName(): string {
  // Since base library 2.20.1.
  if (!wx.canIUse('getDeviceInfo')) return ''
  // Some phones leave one of them out.
  const { brand = '', model = '' } = wx.getDeviceInfo()
  // iPhones add their part number: iPhone 15<iPhone15,4>.
  const name = model.replace(/<.*>$/, '')
  const isNamed = name.toLowerCase().startsWith(brand.toLowerCase())
  return (isNamed ? name : `${brand} ${name}`)
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, '')
    .trim()
    .slice(0, LONGEST)
}
