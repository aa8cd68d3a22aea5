import { isSet, textOf, type WxElement } from '../element'
import { phone } from '../phone'
import { define, emit } from './define'
import { resetForm, submitForm } from './form'

import '../spinner.css'
import './button.css'

type OpenType = (host: WxElement) => Promise<void> | void

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
  },
  share: (host) => phone().share(host),
  async openSetting(host) {
    emit(host, 'opensetting', await phone().openSetting())
  },
  getUserInfo(host) {
    emit(host, 'getuserinfo', { errMsg: 'getUserInfo:ok', userInfo: phone().anonymousUser() })
  }
}

define('button', (host) => {
  host.addEventListener('click', () => {
    if (isSet(host, 'disabled')) return
    for (const name of textOf(host, 'open-type').split('|').filter(Boolean)) run(host, name)
    const formType = textOf(host, 'form-type')
    if (formType === 'submit') submitForm(host)
    if (formType === 'reset') resetForm(host)
  })
  host.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter' || key === ' ') press(host)
  })
  return {
    role: 'button',
    changed() {
      host.ariaDisabled = String(isSet(host, 'disabled'))
      host.ariaBusy = String(isSet(host, 'loading'))
    }
  }
})

function run(host: WxElement, name: string): void {
  const openType = OPEN_TYPES[name]
  if (openType) void openType(host)
  else phone().reportUnsupported(`<button open-type="${name}">`)
}

/** glass-easel turns only mouse and touch events into taps. */
function press(host: HTMLElement): void {
  for (const type of ['mousedown', 'mouseup', 'click'])
    host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }))
}
