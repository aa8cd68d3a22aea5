import { type MediaElement } from '../built-in/media'

interface ScrollOption {
  top?: number
  left?: number
  animated?: boolean
}

/** What a page controls an element with: a video, an editor, a scroll-view. */
export function contextOf(host: MediaElement): object | undefined {
  const node = host.wxNode
  if (node instanceof HTMLMediaElement) return mediaContext(node)
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
