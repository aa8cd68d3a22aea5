import { phone } from '../phone'
import { define, emit } from './define'

import './image.css'

const FITS: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  center: 'none'
}

export function defineImage(): void {
  define('image', {
    attributes: ['src', 'mode', 'alt'],
    create(host) {
      const image = document.createElement('img')
      const shadow = host.attachShadow({ mode: 'open' })
      shadow.append(image)
      image.style.cssText = 'display: block; width: 100%; height: 100%'
      image.addEventListener('load', () =>
        emit(host, 'load', { width: image.naturalWidth, height: image.naturalHeight })
      )
      image.addEventListener('error', () => emit(host, 'error', { errMsg: 'load image fail' }))
      return {
        changed() {
          const mode = host.getAttribute('mode') ?? 'scaleToFill'
          image.style.objectFit = FITS[mode] ?? 'fill'
          image.style.height = mode === 'widthFix' ? 'auto' : '100%'
          image.alt = host.getAttribute('alt') ?? host.ariaLabel ?? ''
          const source = host.getAttribute('src')
          const page = host.closest<HTMLElement>('wx-page')?.dataset.page ?? ''
          if (source && host.isConnected) image.src = phone().readImage(source, page)
          else image.removeAttribute('src')
        }
      }
    }
  })
}
