import { type MediaElement } from '../built-in/media'
import { createAnimation } from '../framework/animation'
import { createCanvasContext, type Drawing, drawOn } from '../framework/canvas-context'
import { contextOf, mediaControls } from '../framework/contexts'
import { createIntersections, createMediaQueries } from '../framework/observe'
import { type ComponentThis, createQuery, domOf, findAll } from '../framework/query'
import { createImage } from '../read-image'
import { apis } from './api'
import { type PhoneFiles } from './files'

interface DrawOption {
  canvasId: string
  actions: Drawing
  reserve?: boolean
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
  // its element may come later
  const controls = (id: string, inside = page()) => {
    const get = (_: object, key: string | symbol) => {
      const dom = find(id, inside)
      return Reflect.get((dom && contextOf(dom)) ?? {}, key) as unknown
    }
    return new Proxy({}, { get })
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
    createVideoContext: controls,
    createAudioContext: controls,
    createCanvasContext: (id: string, inside?: ComponentThis) =>
      createCanvasContext(() => findCanvas(id, inside), addressOf),
    // before there was `wx.createCanvasContext`
    createContext: () => createCanvasContext(() => undefined, addressOf),
    drawCanvas: ({ canvasId, actions, reserve }: DrawOption) =>
      void drawOn(() => findCanvas(canvasId), actions, reserve),
    createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number }) =>
      Object.assign(new OffscreenCanvas(width, height), {
        createImage: () => createImage(addressOf)
      }),
    createInnerAudioContext: () => createAudio(addressOf),
    getBackgroundAudioManager: () => (background ??= createAudio(addressOf, true)),
    ...apis({
      canvasToTempFilePath({ canvas: given, canvasId = '', fileType, quality }) {
        const canvas = (given as HTMLCanvasElement | undefined) ?? findCanvas(canvasId)
        if (!canvas) throw new Error('fail canvas is empty')
        const type = fileType === 'jpg' ? 'image/jpeg' : 'image/png'
        return { tempFilePath: files.add(canvas.toDataURL(type, quality)) }
      },
      async loadFontFace({ family, source }) {
        document.fonts.add(await new FontFace(family, source).load())
        return { status: 'loaded' }
      },
      hideKeyboard: () => (document.activeElement as HTMLElement | null)?.blur()
    })
  }
}

const EVENTS = 'Play Pause Stop Ended Error Canplay TimeUpdate Waiting Seeked'.split(' ')

/** A sound in the background plays as soon as it has a source. */
function createAudio(addressOf: (source: string) => string, isBackground = false): object {
  const audio = new Audio()
  const listeners = EVENTS.flatMap((name) => [
    [`on${name}`, (run: () => void) => audio.addEventListener(name.toLowerCase(), run)],
    [`off${name}`, (run: () => void) => audio.removeEventListener(name.toLowerCase(), run)]
  ])
  const own: Record<string, unknown> = {
    ...(Object.fromEntries(listeners) as object),
    ...mediaControls(audio),
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
