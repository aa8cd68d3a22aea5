/** Describes what is wrong with the phone's looks. Runs in the browser: it can use no imports. */
export function findUgly(): string[] {
  type Color = [red: number, green: number, blue: number, alpha: number]
  const found = new Set<string>()
  const dialog = document.querySelector('dialog[open]')
  const page = document.querySelector('.phone-page:not([hidden]) wx-page')
  if (!page) return ['no page']
  const cover = page.querySelector('[role=dialog]')
  const top = dialog ?? cover ?? page

  const read = (text: string): Color => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [red, green, blue, alpha]
  }
  const over = (front: Color, back: Color): Color => {
    const mix = (one: number, other: number) => one * front[3] + other * (1 - front[3])
    return [mix(front[0], back[0]), mix(front[1], back[1]), mix(front[2], back[2]), 1]
  }
  const behind = (element: Element | null): Color => {
    if (!element) return [255, 255, 255, 1]
    const own = read(getComputedStyle(element).backgroundColor)
    return own[3] === 1 ? own : over(own, behind(element.parentElement))
  }
  const light = ([red, green, blue]: Color) => {
    const part = (value: number) =>
      value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
  }
  const contrast = (one: Color, other: Color) => {
    const [brighter, darker] = [light(one), light(other)].sort((a, b) => b - a) as [number, number]
    return (brighter + 0.05) / (darker + 0.05)
  }
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const isOff = (element: Element) =>
    Boolean(element.closest('wx-button[disabled], [aria-disabled=true], wx-input[disabled]'))
  const judge = (element: Element, words: string, color = getComputedStyle(element).color) => {
    const back = behind(element)
    const front = over(read(color), back)
    const ratio = contrast(front, back)
    if (ratio < 4.5 && !isOff(element))
      found.add(`contrast ${ratio.toFixed(2)}: ${words.slice(0, 20)}`)
  }

  const texts = document.createTreeWalker(top, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const words = (text.textContent ?? '').trim()
    const parent = text.parentElement
    if (!words || !parent || !isSeen(parent)) continue
    // a modal keeps its colors when the theme changes
    if (!parent.style.color) judge(parent, words)
    const range = document.createRange()
    range.selectNodeContents(text)
    const { left, right } = range.getBoundingClientRect()
    if (left < 0 || right > innerWidth + 0.5) found.add(`off the screen: ${words.slice(0, 20)}`)
  }
  for (const field of top.querySelectorAll('wx-input')) {
    const own = field.shadowRoot?.querySelector('input')
    if (!own || !isSeen(field) || isOff(field)) continue
    if (own.value) judge(field, own.value)
    else judge(field, own.placeholder, getComputedStyle(own, '::placeholder').color)
  }
  const targets = 'wx-button, wx-navigator, wx-input, wx-switch, [role=link], button, [type=image]'
  for (const target of top.querySelectorAll<HTMLElement>(targets)) {
    if (!target.checkVisibility({ visibilityProperty: true })) continue
    const { width, height } = target.getBoundingClientRect()
    const label = target.ariaLabel ?? target.textContent?.trim() ?? target.tagName
    if (width < 43.9 || height < 43.9)
      found.add(`small: ${label} ${width.toFixed(0)}x${height.toFixed(0)}`)
    if (target.scrollWidth > target.clientWidth + 1) found.add(`clipped: ${label}`)
  }
  if (page.scrollWidth > page.clientWidth) found.add('scrolls sideways')
  return [...found]
}
