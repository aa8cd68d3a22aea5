import { phone } from '../phone'
import { ask } from '../sheet'
import { apis } from './api'

import '../spinner.css'
import './dialogs.css'

/** Toast, loading, modal and action sheet. */
export function createDialogs() {
  let toast: HTMLElement | undefined
  let timer = 0

  const hide = () => {
    clearTimeout(timer)
    toast?.remove()
  }
  const show = (option: WechatMiniprogram.ShowToastOption) => {
    const { title, icon = 'success', image, duration } = option
    hide()
    toast = document.createElement('div')
    toast.className = `phone-toast ${image ? 'image' : icon}`
    toast.setAttribute('role', 'status')
    if (image) toast.append(Object.assign(new Image(), { src: phone().readImage(image, '') }))
    toast.append(title)
    document.body.append(toast)
    if (duration !== undefined) timer = window.setTimeout(hide, duration)
  }

  return apis({
    showToast: (option) => show({ duration: 1500, ...option }),
    hideToast: hide,
    showLoading: ({ title }) => show({ title, icon: 'loading' }),
    hideLoading: hide,
    async showModal(option) {
      const { showCancel = true, cancelText = '取消', confirmText = '确定' } = option
      const { cancelColor, confirmColor } = option
      const { chosen, input } = await ask({
        title: option.title,
        ...(option.editable ? { input: option.content ?? '' } : { text: option.content }),
        choices: [
          ...(showCancel ? [{ label: cancelText, color: cancelColor }] : []),
          { label: confirmText, kind: 'main', color: confirmColor }
        ]
      })
      const confirm = chosen === (showCancel ? 1 : 0)
      return { confirm, cancel: !confirm, content: option.editable && confirm ? input : null }
    },
    async showActionSheet({ itemList }) {
      const choices = [...itemList, '取消'].map((label) => ({ label }))
      const { chosen } = await ask({ choices, atBottom: true })
      if (chosen < 0 || chosen === itemList.length) throw new Error('fail cancel')
      return { tapIndex: chosen }
    }
  })
}
