import { STYLE } from '../scale/plot'

/** One bar of a plot; those of a group have the same colour. */
export interface Bar {
  name: string
  value: number
  group: number
}

const [WIDTH, LEFT, RIGHT, TOP, STEP] = [640, 200, 64, 44, 24]

/** An SVG with a bar per value, on light and on dark pages. */
export function bars(title: string, unit: string, all: Bar[]): string {
  const most = Math.max(1, ...all.map(({ value }) => value))
  const height = TOP + STEP * all.length + 8
  const drawn = all.map(({ name, value, group }, row) => {
    const y = TOP + STEP * row
    const width = Math.max(1, Math.round(((WIDTH - LEFT - RIGHT) * value) / most))
    return `<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${name}</text>
<g class="c${group}"><rect class="dot" x="${LEFT}" y="${y}" width="${width}" height="16" rx="2"/></g>
<text x="${LEFT + width + 6}" y="${y + 12}">${value.toLocaleString('en')} ${unit}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">
<title>${title}</title>
<style>${STYLE}
</style>
<text class="title" x="16" y="22">${title}</text>
${drawn.join('\n')}
</svg>
`
}
