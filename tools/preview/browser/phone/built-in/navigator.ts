import { numberOf, textOf } from '../element'
import { phone } from '../phone'
import { define, emit } from './define'

import './navigator.css'

export function defineNavigator(): void {
  define('navigator', (host) => {
    host.addEventListener('click', () => {
      const openType = textOf(host, 'open-type', 'navigate')
      const option = { url: textOf(host, 'url'), delta: numberOf(host, 'delta', 1) }
      const target = textOf(host, 'target') === 'miniProgram' ? 'target="miniProgram"' : openType
      phone().navigate(target, {
        ...option,
        success: () => emit(host, 'success', { errMsg: `${openType}:ok` }),
        fail: (failure) => emit(host, 'fail', failure),
        complete: () => emit(host, 'complete')
      })
    })
    return {
      connected() {
        host.setAttribute('role', 'link')
        host.tabIndex = 0
      }
    }
  })
}
