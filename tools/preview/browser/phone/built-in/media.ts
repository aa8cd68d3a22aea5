import { isSet, numberOf, textOf, type WxElement } from '../element'
import { phone } from '../phone'
import { define, emit, part, shadowOf } from './define'
import { pageOf } from './image'

/** An element around one of the browser's own. */
export interface MediaElement extends WxElement {
  /** For `wx.createVideoContext` and `fields({ node: true })`. */
  wxNode?: HTMLElement
}

const TREE = (tag: string) =>
  `<style>:host { display: inline-block } ${tag} { display: block; width: 100%; height: 100% }
  :host { position: relative } div { position: absolute; inset: 0; pointer-events: none }
  ::slotted(*) { pointer-events: auto }</style><${tag}></${tag}><div><slot></slot></div>`

function defineVideo(tag: 'video' | 'audio'): void {
  define(tag, (host: MediaElement) => {
    const media = part<HTMLMediaElement>(shadowOf(host, TREE(tag)), tag)
    host.wxNode = media
    const times = () => ({ currentTime: media.currentTime, duration: media.duration })
    for (const type of ['play', 'pause', 'ended', 'waiting', 'seeking'])
      media.addEventListener(type, () => emit(host, type))
    media.addEventListener('timeupdate', () => emit(host, 'timeupdate', times()))
    media.addEventListener('loadedmetadata', () => emit(host, 'loadedmetadata', times()))
    media.addEventListener('error', () => emit(host, 'error', { errMsg: 'MEDIA_ERR_NETWORK' }))
    return {
      changed() {
        const source = textOf(host, 'src')
        const place = source && phone().readImage(source, pageOf(host))
        if (place && media.getAttribute('src') !== place) media.src = place
        media.controls = isSet(host, 'controls', tag === 'video')
        media.autoplay = isSet(host, 'autoplay')
        media.loop = isSet(host, 'loop')
        media.muted = isSet(host, 'muted')
        if (media instanceof HTMLVideoElement)
          media.poster = phone().readImage(textOf(host, 'poster'), pageOf(host))
      }
    }
  })
}

function defineCanvas(): void {
  define('canvas', (host: MediaElement) => {
    const canvas = part<HTMLCanvasElement>(shadowOf(host, TREE('canvas')), 'canvas')
    host.wxNode = Object.assign(canvas, {
      createImage: () => new Image(),
      requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
      cancelAnimationFrame: (id: number) => cancelAnimationFrame(id)
    })
    return {
      connected() {
        // the old canvas, without a type, has the size that it is shown with
        if (textOf(host, 'type')) return
        canvas.width = host.clientWidth
        canvas.height = host.clientHeight
      }
    }
  })
}

const FRAME = `<style>:host { position: fixed; inset: 0; z-index: 1; background: #fff }
  iframe { width: 100%; height: 100%; border: 0 }</style><iframe></iframe>`

function defineWebView(): void {
  define('web-view', (host) => {
    const frame = part<HTMLIFrameElement>(shadowOf(host, FRAME), 'iframe')
    frame.addEventListener('load', () => emit(host, 'load', { src: frame.src }))
    return {
      changed() {
        const source = textOf(host, 'src')
        if (frame.getAttribute('src') !== source) frame.src = source
      }
    }
  })
}

const EDITOR = `<style>:host { display: block; min-height: 200px; padding: 12px 15px }
  div { min-height: inherit; outline: none; user-select: text }
  div:empty::before { content: attr(data-placeholder); opacity: .4 }</style><div></div>`

function defineEditor(): void {
  define('editor', (host: MediaElement) => {
    const box = part<HTMLDivElement>(shadowOf(host, EDITOR), 'div')
    host.wxNode = box
    const detail = () => ({ html: box.innerHTML, text: box.innerText, delta: {} })
    for (const type of ['input', 'focus', 'blur'])
      box.addEventListener(type, (event) => {
        event.stopPropagation()
        emit(host, type, detail())
      })
    return {
      connected: () => queueMicrotask(() => emit(host, 'ready')),
      changed() {
        box.contentEditable = String(!isSet(host, 'read-only'))
        box.dataset.placeholder = textOf(host, 'placeholder')
      }
    }
  })
}

function defineMatchMedia(): void {
  define('match-media', (host) => {
    const look = () => {
      const [width, height] = [innerWidth, innerHeight]
      const way = width > height ? 'landscape' : 'portrait'
      const isMatch =
        width >= numberOf(host, 'min-width', 0) &&
        width <= numberOf(host, 'max-width', Infinity) &&
        width === numberOf(host, 'width', width) &&
        height >= numberOf(host, 'min-height', 0) &&
        height <= numberOf(host, 'max-height', Infinity) &&
        textOf(host, 'orientation', way) === way
      host.style.display = isMatch ? 'block' : 'none'
    }
    return {
      connected: () => addEventListener('resize', look),
      changed: look,
      disconnected: () => removeEventListener('resize', look)
    }
  })
}

/** Elements around what a browser can show by itself. */
export function defineMedia(): void {
  defineVideo('video')
  defineVideo('audio')
  defineCanvas()
  defineWebView()
  defineEditor()
  defineMatchMedia()
}
