/** One line of a plot. */
export interface Line {
  name: string
  points: [x: number, y: number][]
}

interface Axes {
  title: string
  x: string
  y: string
}

const [WIDTH, HEIGHT] = [640, 340]
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 20, 40, 48]
/** Of plots on light and on dark pages: text, lines, and colours from c0. */
export const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #444 }
  .title { font-weight: 600 } .grid { stroke: #ddd } .line { fill: none; stroke-width: 2 }
  .c0 { stroke: #07c160; color: #07c160 } .c1 { stroke: #2f6fde; color: #2f6fde }
  .c2 { stroke: #d9822b; color: #d9822b } .dot { fill: currentColor; stroke: none }
  @media (prefers-color-scheme: dark) { text { fill: #ccc } .grid { stroke: #444 } }`

/** An SVG with logarithmic axes, on light and on dark pages. */
export function plot({ title, x, y }: Axes, lines: Line[]): string {
  const all = lines.flatMap(({ points }) => points)
  const across = scaleOf(
    all.map((point) => point[0]),
    LEFT,
    WIDTH - RIGHT
  )
  const up = scaleOf(
    all.map((point) => point[1]),
    HEIGHT - BOTTOM,
    TOP
  )
  const place = (point: [number, number]) => `${across.at(point[0])},${up.at(point[1])}`
  const drawn = lines.map(({ name, points }, i) => {
    const key = TOP + 8 + 18 * i
    return `<g class="c${i}"><polyline class="line" points="${points.map(place).join(' ')}"/>
<circle class="dot" cx="${LEFT + 14}" cy="${key}" r="4"/></g>
<text x="${LEFT + 24}" y="${key + 4}">${name}</text>`
  })
  const grid = [
    ...across.ticks.map(
      (value) =>
        `<text x="${across.at(value)}" y="${HEIGHT - 26}" text-anchor="middle">${show(value)}</text>`
    ),
    ...up.ticks.map(
      (value) => `<path class="grid" d="M${LEFT} ${up.at(value)}H${WIDTH - RIGHT}"/>
<text x="${LEFT - 8}" y="${up.at(value) + 4}" text-anchor="end">${show(value)}</text>`
    )
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
<title>${title}</title>
<style>${STYLE}
</style>
<text class="title" x="${LEFT}" y="22">${title}</text>
${grid.join('\n')}
<text x="${(LEFT + WIDTH) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${x}</text>
<text transform="translate(16 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">${y}</text>
${drawn.join('\n')}
</svg>
`
}

/** Powers of ten from below the smallest value to above the largest. */
function scaleOf(values: number[], from: number, to: number) {
  const least = Math.floor(Math.log10(Math.min(...values)))
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...values))))
  const at = (value: number) =>
    Math.round(from + ((to - from) * (Math.log10(value) - least)) / (most - least))
  return { at, ticks: Array.from({ length: most - least + 1 }, (_, i) => 10 ** (least + i)) }
}

function show(value: number): string {
  return value < 1000 ? String(value) : `${(value / 1000).toLocaleString('en')}k`
}
