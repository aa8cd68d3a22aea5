interface Shape {
  color: string
  /** A path in 24 x 24, filled by the even-odd rule: shapes inside a disc are cut out of it. */
  path: string
}

const DISC = 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z'
const RING = `${DISC}m0 1.3a9.7 9.7 0 1 1 0 19.4 9.7 9.7 0 0 1 0-19.4z`
const CROSS = 'M12 11l3.4-3.4 1 1-3.4 3.4 3.4 3.4-1 1-3.4-3.4-3.4 3.4-1-1 3.4-3.4-3.4-3.4 1-1z'
const DOT = 'a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z'

/** The types of `<icon>` (developers.weixin.qq.com/miniprogram/dev/component/icon.html). */
export const SHAPES: Record<string, Shape> = {
  success: {
    color: '#07c160',
    path: `${DISC}M6.2 12.9l4.2 4.2L18 9.5l-1.2-1.2-6.4 6.4-3-3z`
  },
  success_no_circle: {
    color: '#07c160',
    path: 'M2.7 13.3L9 19.5 21.3 7.3l-1.6-1.6L9 16.4l-4.7-4.7z'
  },
  info: { color: '#10aeff', path: `${DISC}M12 6${DOT}M11.1 10h1.8v7.5h-1.8z` },
  warn: { color: '#f76260', path: `${DISC}M10.9 6h2.2l-.3 8h-1.6zM12 15.7${DOT}` },
  waiting: { color: '#10aeff', path: `${DISC}M11.2 6h1.6v5.6l4 2.9-.9 1.3-4.7-3.4z` },
  cancel: { color: '#f43530', path: `${RING}${CROSS}` },
  download: {
    color: '#10aeff',
    path: `${RING}M11.3 6.5h1.4v7.1l2.4-2.4 1 1-4.1 4.1-4.1-4.1 1-1 2.4 2.4z`
  },
  search: {
    color: '#b2b2b2',
    path: `M10.5 3a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zm0 1.4a6.1 6.1 0 1 1 0 12.2
      6.1 6.1 0 0 1 0-12.2zM16.3 15.3l5.2 5.2-1 1-5.2-5.2z`
  },
  clear: { color: '#b2b2b2', path: `${DISC}${CROSS}` }
}
