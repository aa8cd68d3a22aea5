import { pageOf } from '../built-in/image'
import { type MediaElement } from '../built-in/media'
import { phone } from '../phone'
import { editorContext } from './editor-context'

interface ScrollOption {
  top?: number
  left?: number
  animated?: boolean
}

/** What a page controls an element with: a video, an editor, a scroll-view. */
export function contextOf(host: MediaElement): object | undefined {
  const node = host.wxNode
  if (node instanceof HTMLMediaElement) return mediaContext(host, node)
  if (host.localName === 'wx-editor' && node)
    return editorContext(host, node, (source) => phone().readImage(source, pageOf(host)))
  if (host.localName !== 'wx-scroll-view') return undefined
  return {
    scrollTo: ({ top, left, animated = true }: ScrollOption) =>
      host.scrollTo({ top, left, behavior: animated ? 'smooth' : 'instant' }),
    scrollIntoView: (selector: string) =>
      host.querySelector(selector)?.scrollIntoView({ behavior: 'smooth' })
  }
}

/** What a sound and a video have in common. */
export function mediaControls(media: HTMLMediaElement) {
  return {
    play: () => void media.play().catch(() => undefined),
    pause: () => media.pause(),
    seek: (seconds: number) => void (media.currentTime = seconds),
    stop() {
      media.pause()
      media.currentTime = 0
      media.dispatchEvent(new Event('stop'))
    }
  }
}

function mediaContext(host: MediaElement, media: HTMLMediaElement) {
  return {
    ...mediaControls(media),
    playbackRate: (rate: number) => void (media.playbackRate = rate),
    sendDanmu: () => undefined,
    setSrc: (source: string) => host.setAttribute('src', source),
    requestFullScreen: () => void media.requestFullscreen().catch(() => undefined),
    exitFullScreen: () => void document.exitFullscreen().catch(() => undefined)
  }
}
