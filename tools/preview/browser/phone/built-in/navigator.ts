import { phone } from '../phone'
import { define } from './define'

import './navigator.css'

export function defineNavigator(): void {
  define('navigator', {
    create(host) {
      host.addEventListener('click', () => {
        const openType = host.getAttribute('open-type') ?? 'navigate'
        const delta = Number(host.getAttribute('delta') ?? 1)
        phone().navigate(openType, { url: host.getAttribute('url') ?? '', delta })
      })
      return {
        connected() {
          host.setAttribute('role', 'link')
          host.tabIndex = 0
        }
      }
    }
  })
}
