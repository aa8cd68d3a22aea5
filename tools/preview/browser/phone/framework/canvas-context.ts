type Action = (context: CanvasRenderingContext2D) => unknown

/** What a context was told to do, and the pictures that this needs. */
export interface Drawing {
  actions: Action[]
  pictures: Promise<unknown>[]
}

type Find = () => HTMLCanvasElement | undefined

/** Resolves to whether there is a canvas; what it showed before stays if `isKept`. */
export async function drawOn(find: Find, drawing: Drawing, isKept = false): Promise<boolean> {
  await Promise.all(drawing.pictures)
  const context = find()?.getContext('2d')
  if (!context) return false
  if (!isKept) context.reset()
  for (const action of drawing.actions) action(context)
  return true
}

/** Properties that the old canvas sets by a function: `setFillStyle('red')`. */
const SETTERS = `fillStyle strokeStyle lineWidth lineCap lineJoin globalAlpha textAlign textBaseline
  miterLimit`.split(/\s+/) as 'fillStyle'[]

/** What is needed at once, not when the canvas is drawn. */
const AT_ONCE = /^(measureText|create\w+|getLineDash|isPoint\w+)$/

/**
 * The old canvas (`wx.createCanvasContext`) on the new one: what is called is kept until `draw`, which
 * loads the pictures first. The canvas may come after its context.
 */
export function createCanvasContext(find: Find, addressOf: (source: string) => string): object {
  const spare = document.createElement('canvas').getContext('2d')!
  let drawing: Drawing = { actions: [], pictures: [] }
  const keep = (action: Action) => void drawing.actions.push(action)
  const take = () => {
    const taken = drawing
    drawing = { actions: [], pictures: [] }
    return taken
  }

  const own: Record<string, unknown> = {
    ...Object.fromEntries(
      SETTERS.map((name) => [
        `set${name[0]?.toUpperCase()}${name.slice(1)}`,
        (value: never) => keep((context) => void (context[name] = value))
      ])
    ),
    setFontSize: (size: number) =>
      keep((context) => void (context.font = context.font.replace(/[\d.]+px/, `${size}px`))),
    setShadow: (x: number, y: number, blur: number, color: string) =>
      keep((context) =>
        Object.assign(context, {
          shadowOffsetX: x,
          shadowOffsetY: y,
          shadowBlur: blur,
          shadowColor: color
        })
      ),
    createCircularGradient: (x: number, y: number, radius: number) =>
      spare.createRadialGradient(x, y, 0, x, y, radius),
    drawImage(source: string, ...places: number[]) {
      const image = Object.assign(new Image(), { src: addressOf(source) })
      drawing.pictures.push(image.decode().catch(() => undefined))
      keep((context) => {
        if (!image.naturalWidth) return
        const draw = context.drawImage.bind(context) as (...values: unknown[]) => void
        draw(image, ...(places.length < 2 ? [0, 0] : places))
      })
    },
    draw(isKept?: boolean | (() => void), done?: () => void) {
      void drawOn(find, take(), isKept === true).then((isDrawn) => {
        const callback = typeof isKept === 'function' ? isKept : done
        if (isDrawn) callback?.()
      })
    },
    getActions: take,
    clearActions: () => void take()
  }
  return new Proxy(own, {
    get(_, name) {
      if (typeof name !== 'string' || name in own) return own[name as string]
      const value = spare[name as 'font'] as unknown
      if (typeof value !== 'function') return value
      const method = value as (...values: unknown[]) => unknown
      if (AT_ONCE.test(name)) return method.bind(spare)
      return (...values: unknown[]) => keep((context) => method.apply(context, values))
    },
    set(_, name, value) {
      // for `measureText`
      if (name === 'font') spare.font = value as string
      if (!(name in spare)) return Reflect.set(own, name, value)
      keep((context) => Reflect.set(context, name, value, context))
      return true
    }
  })
}
