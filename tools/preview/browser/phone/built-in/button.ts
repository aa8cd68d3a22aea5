import '../spinner.css'
import './button.css'
import { phone } from '../phone'
import { define, isSet, tell } from './define'
import { resetForm, submitForm } from './form'

type OpenType = (host: HTMLElement) => Promise<void> | void

const openTypes: Record<string, OpenType> = {
  async chooseAvatar(host) {
    const avatarUrl = await phone().chooseAvatar()
    if (avatarUrl) tell(host, 'chooseavatar', { avatarUrl })
  },
  async getPhoneNumber(host) {
    tell(host, 'getphonenumber', await phone().askPhoneNumber('getPhoneNumber'))
  },
  async getRealtimePhoneNumber(host) {
    tell(host, 'getrealtimephonenumber', await phone().askPhoneNumber('getRealtimePhoneNumber'))
  },
  agreePrivacyAuthorization(host) {
    phone().agreeToPrivacy(host.id)
    tell(host, 'agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
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
  const openType = openTypes[name]
  if (openType) void openType(host)
  else phone().lack(`<button open-type="${name}">`)
}

/** glass-easel makes taps of a mouse or a finger only. */
function press(host: HTMLElement): void {
  for (const type of ['mousedown', 'mouseup', 'click'])
    host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }))
}
