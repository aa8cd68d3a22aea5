import { withRpx, type WxElement } from '../element'
import { followShared } from '../wx/worklet'

type Frame = Record<string, unknown>

interface AnimationOption {
  duration?: number
  timingFunction?: string
  delay?: number
  transformOrigin?: string
}

interface Step {
  option: AnimationOption
  styles: Record<string, string>
  transforms: string[]
}

const TRANSFORMS =
  `matrix matrix3d rotate rotate3d rotateX rotateY rotateZ scale scale3d scaleX scaleY scaleZ skew
  skewX skewY translate translate3d translateX translateY translateZ`.split(/\s+/)
const STYLES = 'opacity backgroundColor width height top left right bottom'.split(' ')

const length = (value: unknown) =>
  typeof value === 'number' ? `${value}px` : withRpx(String(value))

function writeTransform(name: string, values: unknown[]): string {
  const unit = name.startsWith('translate') ? length : (value: unknown) => angle(name, value)
  return `${name}(${values.map(unit).join(', ')})`
}

const angle = (name: string, value: unknown) =>
  /^(rotate|skew)/.test(name) && typeof value === 'number' ? `${value}deg` : String(value)

/** `wx.createAnimation()`: what it exports goes into an element's attribute `animation`. */
export function createAnimation(given: AnimationOption = {}): object {
  let steps: Step[] = []
  let [styles, transforms]: [Record<string, string>, string[]] = [{}, []]
  const animation: Record<string, unknown> = {
    step(option: AnimationOption = {}) {
      steps.push({ option: { ...given, ...option }, styles, transforms })
      ;[styles, transforms] = [{}, []]
      return animation
    },
    export() {
      const actions = steps
      steps = []
      return { actions }
    }
  }
  for (const name of [...TRANSFORMS, ...STYLES])
    animation[name] = (...values: unknown[]) => {
      const isPlain = name === 'opacity' || name === 'backgroundColor'
      if (TRANSFORMS.includes(name)) transforms = [...transforms, writeTransform(name, values)]
      else styles = { ...styles, [name]: isPlain ? String(values[0]) : length(values[0]) }
      return animation
    }
  return animation
}

/** Plays the value of an attribute `animation`. */
export async function playAnimation(element: WxElement, value: unknown): Promise<void> {
  const { actions = [] } = (value ?? {}) as { actions?: Step[] }
  for (const { option, styles, transforms } of actions) {
    const { duration = 400, timingFunction = 'linear', delay = 0, transformOrigin } = option
    if (transformOrigin) element.style.transformOrigin = transformOrigin
    element.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`
    // the transition starts from what is drawn now
    void element.offsetWidth
    Object.assign(element.style, styles)
    if (transforms.length) element.style.transform = transforms.join(' ')
    await new Promise((resolve) => setTimeout(resolve, duration + delay))
  }
}

/** `this.animate(selector, keyframes, duration)`. */
export function animateElement(element: HTMLElement, frames: Frame[], duration: number): Animation {
  const keyframes = frames.map(({ offset, ease, ...rest }): Keyframe => {
    const transforms: string[] = []
    const styles: Record<string, string> = {}
    for (const [name, value] of Object.entries(rest))
      if (TRANSFORMS.includes(name))
        transforms.push(writeTransform(name, Array.isArray(value) ? value : [value]))
      else styles[name] = String(value)
    return {
      ...(offset !== undefined && { offset: offset as number }),
      ...(ease !== undefined && { easing: ease as string }),
      ...(transforms.length && { transform: transforms.join(' ') }),
      ...styles
    }
  })
  return element.animate(keyframes, { duration, fill: 'forwards' })
}

/** What `animate` takes in the place of a callback. */
export interface ScrollLine {
  scrollSource: string
  orientation?: string
  startScrollOffset: number
  endScrollOffset: number
  timeRange: number
}

/** Lets what scrolls move the animation, not the time. */
export function animateByScroll(animation: Animation, source: HTMLElement, line: ScrollLine): void {
  const { startScrollOffset: start, endScrollOffset: end, timeRange } = line
  const follow = () => {
    const at = line.orientation === 'horizontal' ? source.scrollLeft : source.scrollTop
    animation.currentTime = Math.min(Math.max((at - start) / (end - start), 0), 1) * timeRange
  }
  animation.pause()
  follow()
  source.addEventListener('scroll', follow)
  animation.addEventListener('cancel', () => source.removeEventListener('scroll', follow))
}

/** `applyAnimatedStyle`: styles that follow the shared values of which they are computed. */
export function followStyles(
  find: () => (HTMLElement | undefined)[],
  compute: () => Record<string, string>
): void {
  followShared(() => {
    const styles = Object.entries(compute())
    for (const element of find())
      for (const [name, value] of styles)
        Reflect.set(element?.style ?? {}, name, withRpx(String(value)))
  })
}
