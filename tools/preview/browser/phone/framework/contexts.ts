import { type MediaElement } from '../built-in/media'

interface ScrollOption {
  top?: number
  left?: number
  animated?: boolean
}

/** What a page controls an element with: a video, an editor, a scroll-view, an old canvas. */
export function contextOf(host: MediaElement): object | undefined {
  const node = host.wxNode
  if (node instanceof HTMLMediaElement) return mediaContext(node)
  if (node instanceof HTMLCanvasElement) return canvasContext(node)
  if (host.localName === 'wx-editor' && node) return editorContext(node)
  if (host.localName !== 'wx-scroll-view') return undefined
  return {
    scrollTo: ({ top, left, animated = true }: ScrollOption) =>
      host.scrollTo({ top, left, behavior: animated ? 'smooth' : 'instant' }),
    scrollIntoView: (selector: string) =>
      host.querySelector(selector)?.scrollIntoView({ behavior: 'smooth' })
  }
}

function mediaContext(media: HTMLMediaElement) {
  return {
    play: () => void media.play().catch(() => undefined),
    pause: () => media.pause(),
    seek: (seconds: number) => void (media.currentTime = seconds),
    stop() {
      media.pause()
      media.currentTime = 0
    },
    playbackRate: (rate: number) => void (media.playbackRate = rate),
    requestFullScreen: () => void media.requestFullscreen().catch(() => undefined),
    exitFullScreen: () => void document.exitFullscreen().catch(() => undefined)
  }
}

function editorContext(box: HTMLElement) {
  const done = (option?: { success?(result: object): void }, result = {}) =>
    option?.success?.({ ...result, errMsg: 'ok' })
  type Option = { html?: string; text?: string; success?(result: object): void }
  return {
    setContents(option: Option) {
      box.innerHTML = option.html ?? ''
      done(option)
    },
    getContents: (option: Option) =>
      done(option, { html: box.innerHTML, text: box.innerText, delta: { ops: [] } }),
    insertText(option: Option) {
      box.append(option.text ?? '')
      done(option)
    },
    clear(option?: Option) {
      box.replaceChildren()
      done(option)
    }
  }
}

/** Properties that the old canvas sets by a function: `setFillStyle('red')`. */
const SETTERS = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineCap',
  'lineJoin',
  'globalAlpha',
  'textAlign',
  'textBaseline',
  'miterLimit'
] as const

/** The old canvas (`wx.createCanvasContext`) on the new one. */
function canvasContext(canvas: HTMLCanvasElement): object {
  const context = canvas.getContext('2d')!
  const setters = Object.fromEntries(
    SETTERS.map((name) => [
      `set${name[0]?.toUpperCase()}${name.slice(1)}`,
      (value: never) => void (context[name] = value)
    ])
  )
  const own: Record<string, unknown> = {
    ...setters,
    setFontSize: (size: number) => void (context.font = `${size}px sans-serif`),
    setShadow(x: number, y: number, blur: number, color: string) {
      Object.assign(context, {
        shadowOffsetX: x,
        shadowOffsetY: y,
        shadowBlur: blur,
        shadowColor: color
      })
    },
    draw(isKept?: boolean | (() => void), done?: () => void) {
      const callback = typeof isKept === 'function' ? isKept : done
      if (callback) setTimeout(callback)
    }
  }
  return new Proxy(context, {
    get(target, name) {
      if (typeof name === 'string' && name in own) return own[name]
      const value = Reflect.get(target, name, target) as unknown
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
    set: (target, name, value) => Reflect.set(target, name, value, target)
  })
}
