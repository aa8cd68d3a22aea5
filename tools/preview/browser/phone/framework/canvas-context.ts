type Action = (context: CanvasRenderingContext2D) => unknown

/** Properties that the old canvas sets by a function: `setFillStyle('red')`. */
const SETTERS = `fillStyle strokeStyle lineWidth lineCap lineJoin globalAlpha textAlign textBaseline
  miterLimit`.split(/\s+/) as 'fillStyle'[]

/** What is needed at once, not when the canvas is drawn. */
const AT_ONCE = /^(measureText|create\w+|getLineDash|isPoint\w+)$/

/**
 * The old canvas (`wx.createCanvasContext`) on the new one: what is called is kept until `draw`, which
 * loads the pictures first. The canvas may come after its context.
 */
export function createCanvasContext(
  find: () => HTMLCanvasElement | undefined,
  addressOf: (source: string) => string
): object {
  const spare = document.createElement('canvas').getContext('2d')!
  let actions: Action[] = []
  let pictures: Promise<unknown>[] = []
  const keep = (action: Action) => void actions.push(action)

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
      pictures.push(image.decode().catch(() => undefined))
      keep((context) => {
        if (!image.naturalWidth) return
        const draw = context.drawImage.bind(context) as (...values: unknown[]) => void
        draw(image, ...(places.length < 2 ? [0, 0] : places))
      })
    },
    draw(isKept?: boolean | (() => void), done?: () => void) {
      const [now, loading] = [actions, pictures]
      ;[actions, pictures] = [[], []]
      void Promise.all(loading).then(() => {
        const canvas = find()
        const context = canvas?.getContext('2d')
        if (!canvas || !context) return
        if (isKept !== true) context.reset()
        for (const action of now) action(context)
        const callback = typeof isKept === 'function' ? isKept : done
        callback?.()
      })
    }
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
      keep((context) => Reflect.set(context, name, value, context))
      return true
    }
  })
}
