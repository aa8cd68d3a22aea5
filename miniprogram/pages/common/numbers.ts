/** 1234567 as 1,234,567. */
export function grouped(count: number | string): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** 19800 is ¥198, and 19850 is ¥198.50. */
export function yuan(fen: number): string {
  const [whole = '', rest] = (fen / 100).toFixed(2).split('.')
  return `¥${grouped(whole)}${rest === '00' ? '' : `.${rest}`}`
}
