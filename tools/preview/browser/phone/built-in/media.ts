import { isSet, textOf, type WxElement } from '../element'
import { formatsOf } from '../framework/editor-formats'
import { phone } from '../phone'
import { createImage } from '../read-image'
import { define, emit, newsOf, part, shadowOf } from './define'
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

for (const tag of ['video', 'audio'] as const)
  define<MediaElement>(tag, (host) => {
    const media = part<HTMLMediaElement>(shadowOf(host, TREE(tag)), tag)
    host.wxNode = media
    const times = () => ({ currentTime: media.currentTime, duration: media.duration })
    for (const type of ['play', 'pause', 'ended', 'waiting', 'seeking'])
      media.addEventListener(type, () => emit(host, type))
    for (const type of ['timeupdate', 'loadedmetadata'])
      media.addEventListener(type, () => emit(host, type, times()))
    media.addEventListener('error', () => emit(host, 'error', { errMsg: 'MEDIA_ERR_NETWORK' }))
    return {
      changed() {
        const source = textOf(host, 'src')
        const place = source && phone().readImage(source, pageOf(host))
        if (place && media.getAttribute('src') !== place) media.src = place
        media.controls = isSet(host, 'controls', tag === 'video')
        for (const name of ['autoplay', 'loop', 'muted'] as const) media[name] = isSet(host, name)
        if (media instanceof HTMLVideoElement)
          media.poster = phone().readImage(textOf(host, 'poster'), pageOf(host))
      }
    }
  })

define<MediaElement>('canvas', (host) => {
  const canvas = part<HTMLCanvasElement>(shadowOf(host, TREE('canvas')), 'canvas')
  host.wxNode = Object.assign(canvas, {
    createImage: () => createImage((source) => phone().readImage(source, pageOf(host))),
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

const FRAME = `<style>:host { position: fixed; inset: 0; z-index: 1; background: #fff }
  iframe { width: 100%; height: 100%; border: 0 }</style><iframe></iframe>`

define('web-view', (host) => {
  const frame = part<HTMLIFrameElement>(shadowOf(host, FRAME), 'iframe')
  const isNew = newsOf(host)
  frame.addEventListener('load', () => emit(host, 'load', { src: frame.src }))
  return {
    changed() {
      if (isNew('src')) frame.src = textOf(host, 'src')
    }
  }
})

const EDITOR = `<style>:host { display: block; min-height: 200px; padding: 12px 15px }
  div { min-height: inherit; outline: none; user-select: text }
  div:empty::before { content: attr(data-placeholder); opacity: .4 }</style><div></div>`

define<MediaElement>('editor', (host) => {
  const box = part(shadowOf(host, EDITOR), 'div')
  host.wxNode = box
  const detail = () => ({ html: box.innerHTML, text: box.innerText, delta: {} })
  for (const type of ['input', 'focus', 'blur'])
    box.addEventListener(type, (event) => {
      event.stopPropagation()
      emit(host, type, detail())
    })
  for (const type of ['keyup', 'pointerup', 'input'])
    box.addEventListener(type, () => emit(host, 'statuschange', formatsOf()))
  return {
    connected: () => queueMicrotask(() => emit(host, 'ready')),
    changed() {
      box.contentEditable = String(!isSet(host, 'read-only'))
      box.dataset.placeholder = textOf(host, 'placeholder')
    }
  }
})
