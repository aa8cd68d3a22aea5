import { phone } from '../phone'
import { define, emit, isSet } from './define'
import { resetForm, submitForm } from './form'

import '../spinner.css'
import './button.css'

type OpenType = (host: HTMLElement) => Promise<void> | void

const OPEN_TYPES: Record<string, OpenType> = {
  async chooseAvatar(host) {
    const avatarUrl = await phone().chooseAvatar()
    if (avatarUrl) emit(host, 'chooseavatar', { avatarUrl })
  },
  async getPhoneNumber(host) {
    emit(host, 'getphonenumber', await phone().askPhoneNumber('getPhoneNumber'))
  },
  async getRealtimePhoneNumber(host) {
    emit(host, 'getrealtimephonenumber', await phone().askPhoneNumber('getRealtimePhoneNumber'))
  },
  agreePrivacyAuthorization(host) {
    phone().agreeToPrivacy(host.id)
    emit(host, 'agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  }
}

export function defineButton(): void {
  define('button', {
    attributes: ['disabled', 'loading'],
    create(host) {
      host.addEventListener('click', () => {
        if (isSet(host, 'disabled')) return
        for (const name of (host.getAttribute('open-type') ?? '').split('|').filter(Boolean))
          run(host, name)
        const formType = host.getAttribute('form-type')
        if (formType === 'submit') submitForm(host)
        if (formType === 'reset') resetForm(host)
      })
      host.addEventListener('keydown', ({ key }) => {
        if (key === 'Enter' || key === ' ') press(host)
      })
      return {
        connected() {
          if (!host.hasAttribute('role')) host.setAttribute('role', 'button')
          host.tabIndex = 0
        },
        changed() {
          host.ariaDisabled = String(isSet(host, 'disabled'))
          host.ariaBusy = String(isSet(host, 'loading'))
        }
      }
    }
  })
}

function run(host: HTMLElement, name: string): void {
  const openType = OPEN_TYPES[name]
  if (openType) void openType(host)
  else phone().reportUnsupported(`<button open-type="${name}">`)
}

/** glass-easel turns only mouse and touch events into taps. */
function press(host: HTMLElement): void {
  for (const type of ['mousedown', 'mouseup', 'click'])
    host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }))
}
