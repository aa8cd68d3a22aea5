/** A media type in lower case, without its parameters. */
export function bareType(text = ''): string {
  return text.split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

/** How exactly a range such as `image/*` names a type: 0 where it does not. */
export function fitOf(range: string, type: string): 0 | 1 | 2 | 3 {
  const bare = bareType(range)
  if (bare === type) return 3
  if (bare === '*/*') return 1
  return bare.endsWith('/*') && type.startsWith(bare.slice(0, -1)) ? 2 : 0
}

/**
 * The type that the sender of an Accept header would like best; the first of equals, and of all where
 * there is no header. undefined where none is acceptable.
 */
export function chooseMedia(
  accept: string | undefined,
  types: readonly string[]
): string | undefined {
  if (accept === undefined || accept.trim() === '') return types[0]
  const ranges = accept.split(',').map((range) => {
    const [, quality = '1'] = /;\s*q\s*=\s*([\d.]+)/i.exec(range) ?? []
    return { range, quality: Number(quality) }
  })
  const qualityOf = (type: string) => {
    const bare = bareType(type)
    const [best] = ranges
      .map(({ range, quality }) => ({ fit: fitOf(range, bare), quality }))
      .sort((left, right) => right.fit - left.fit)
    return best?.fit ? best.quality : 0
  }
  let chosen: string | undefined
  for (const type of types)
    if (qualityOf(type) > (chosen === undefined ? 0 : qualityOf(chosen))) chosen = type
  return chosen
}
