import { type MediaElement } from '../built-in/media'
import { createAnimation } from '../framework/animation'
import { createCanvasContext } from '../framework/canvas-context'
import { contextOf } from '../framework/contexts'
import { createIntersections, createMediaQueries } from '../framework/observe'
import { type ComponentThis, createQuery, domOf, findAll } from '../framework/query'
import { api } from './api'
import { type PhoneFiles } from './files'

interface CanvasOption {
  canvasId?: string
  canvas?: HTMLCanvasElement
  fileType?: string
  quality?: number
}

/** What looks at the elements of a page, or controls them. */
export function createElementApis(
  page: () => ComponentThis | undefined,
  { files, addressOf }: { files: PhoneFiles; addressOf: (source: string) => string }
) {
  const find = (id: string, inside = page()) => {
    const element = findAll(inside, `#${id}`)[0]
    if (element) return domOf(element)
    const around =
      (inside && domOf(inside._$)) ?? document.querySelector('.phone-page:not([hidden])')
    return around?.querySelector<MediaElement>(`[canvas-id="${CSS.escape(id)}"]`) ?? undefined
  }
  const context = (id: string, inside?: ComponentThis) => {
    const dom = find(id, inside)
    return dom && contextOf(dom)
  }
  const findCanvas = (id: string, inside?: ComponentThis) =>
    find(id, inside)?.wxNode as HTMLCanvasElement | undefined

  let background: object | undefined

  return {
    createAnimation,
    createSelectorQuery: () => createQuery(page),
    createIntersectionObserver: (inside?: ComponentThis, options?: object) =>
      createIntersections(() => inside ?? page(), options),
    createMediaQueryObserver: createMediaQueries,
    createVideoContext: context,
    createCanvasContext: (id: string, inside?: ComponentThis) =>
      createCanvasContext(() => findCanvas(id, inside), addressOf),
    createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number }) =>
      Object.assign(new OffscreenCanvas(width, height), { createImage: () => new Image() }),
    canvasToTempFilePath: api('canvasToTempFilePath', (option: CanvasOption) => {
      const canvas = option.canvas ?? findCanvas(option.canvasId ?? '')
      if (!canvas) throw new Error('fail canvas is empty')
      const type = option.fileType === 'jpg' ? 'image/jpeg' : 'image/png'
      return { tempFilePath: files.add(canvas.toDataURL(type, option.quality)) }
    }),
    createInnerAudioContext: () => createAudio(addressOf),
    getBackgroundAudioManager: () => (background ??= createAudio(addressOf, true)),
    loadFontFace: api(
      'loadFontFace',
      async ({ family, source }: { family: string; source: string }) => {
        const face = await new FontFace(family, source).load()
        document.fonts.add(face)
        return { status: 'loaded' }
      }
    ),
    hideKeyboard: api('hideKeyboard', () => (document.activeElement as HTMLElement | null)?.blur())
  }
}

const EVENTS = {
  Play: 'play',
  Pause: 'pause',
  Ended: 'ended',
  Error: 'error',
  Canplay: 'canplay',
  TimeUpdate: 'timeupdate',
  Waiting: 'waiting',
  Seeked: 'seeked'
}

/** A sound in the background plays as soon as it has a source. */
function createAudio(addressOf: (source: string) => string, isBackground = false): object {
  const audio = new Audio()
  const listeners = Object.entries(EVENTS).flatMap(([name, type]) => [
    [`on${name}`, (listener: () => void) => audio.addEventListener(type, listener)],
    [`off${name}`, (listener: () => void) => audio.removeEventListener(type, listener)]
  ])
  const own: Record<string, unknown> = {
    ...(Object.fromEntries(listeners) as object),
    play: () => void audio.play().catch(() => undefined),
    pause: () => audio.pause(),
    seek: (seconds: number) => void (audio.currentTime = seconds),
    stop() {
      audio.pause()
      audio.currentTime = 0
    },
    destroy: () => audio.removeAttribute('src')
  }
  return new Proxy(audio, {
    get(target, name) {
      if (name in own) return own[name as string]
      // what a browser does not report
      if (/^(on|off)[A-Z]/.test(String(name))) return () => undefined
      return Reflect.get(target, name, target) as unknown
    },
    set(target, name, value) {
      const isSource = name === 'src'
      Reflect.set(target, name, isSource ? addressOf(value as string) : value, target)
      if (isSource && isBackground) void target.play().catch(() => undefined)
      return true
    }
  })
}
