/** The contract's limit. */
const LONGEST_NAME = 64

/** This phone's name in the list of devices; '' where WeChat does not know it. */
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
    .slice(0, LONGEST_NAME)
}
