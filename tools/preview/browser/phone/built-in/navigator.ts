import { numberOf, textOf } from '../element'
import { phone } from '../phone'
import { define, emit } from './define'

define('navigator', (host) => {
  host.addEventListener('click', () => {
    const openType = textOf(host, 'open-type', 'navigate')
    const target = textOf(host, 'target') === 'miniProgram' ? 'target="miniProgram"' : openType
    phone().navigate(target, {
      url: textOf(host, 'url'),
      delta: numberOf(host, 'delta', 1),
      success: () => emit(host, 'success', { errMsg: `${openType}:ok` }),
      fail: (failure) => emit(host, 'fail', failure),
      complete: () => emit(host, 'complete')
    })
  })
  return {
    role: 'link',
    // whatever else the page calls it: `aria-role="listitem"`
    connected: () => host.setAttribute('role', 'link')
  }
})
