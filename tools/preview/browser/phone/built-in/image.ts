import { textOf, type WxElement } from '../element'
import { phone } from '../phone'
import { define, emit, newsOf, part, shadowOf } from './define'

const FITS: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover'
}

const TREE = `<style>img { display: block; width: 100%; height: 100% } .none { visibility: hidden }</style>
  <img class="none" draggable="false">`

for (const tag of ['image', 'cover-image'])
  define(tag, (host) => {
    const image = part<HTMLImageElement>(shadowOf(host, TREE), 'img')
    const isNew = newsOf(host)
    image.addEventListener('load', () => {
      image.className = ''
      emit(host, 'load', { width: image.naturalWidth, height: image.naturalHeight })
    })
    image.addEventListener('error', () => {
      image.className = 'none'
      emit(host, 'error', { errMsg: 'load image fail' })
    })
    return {
      changed() {
        const mode = textOf(host, 'mode', 'scaleToFill')
        // the other modes are places: `top left`
        image.style.objectFit = FITS[mode] ?? (mode.endsWith('Fix') ? 'fill' : 'none')
        image.style.objectPosition = /top|bottom|left|right|center/.test(mode) ? mode : ''
        image.style.height = mode === 'widthFix' ? 'auto' : '100%'
        image.style.width = mode === 'heightFix' ? 'auto' : '100%'
        image.alt = textOf(host, 'alt') || (host.ariaLabel ?? '')
        if (!isNew('src')) return
        const source = textOf(host, 'src')
        if (source) image.src = phone().readImage(source, pageOf(host))
        else image.removeAttribute('src')
      }
    }
  })

/** The path of the page or component whose template the element is in: sources are relative to it. */
export function pageOf(host: WxElement): string {
  const owner = host.__wxElement?.ownerShadowRoot?.getHostNode().is
  return owner ?? host.closest<HTMLElement>('wx-page')?.dataset.page ?? ''
}
