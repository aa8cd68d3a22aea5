import { type PhoneCommand } from '../phone/follow-panel'
import { type SettingsStore } from '../settings'
import { find } from './dom'

/** The screens of real phones, height by width. */
const HEIGHTS_PX = { 320: 568, 375: 667, 430: 932 }

/** The phone in its frame, and the buttons below it. */
export function createFrame(phone: string, settings: SettingsStore) {
  const [frame, background] = [find<HTMLIFrameElement>('.phone'), find('[data-do=background]')]
  let away = false

  const send = (command: PhoneCommand) =>
    frame.contentWindow?.postMessage({ command }, location.origin)
  const restart = () => frame.contentWindow?.location.replace(address)
  const clear = () => {
    const own = [`preview/${phone}/storage/`, `preview/${phone}/files/`]
    for (const key of Object.keys(localStorage))
      if (own.some((prefix) => key.startsWith(prefix))) localStorage.removeItem(key)
    restart()
  }
  const actions: Record<string, () => void> = {
    restart,
    clear,
    background() {
      away = !away
      send(away ? 'background' : 'foreground')
      showAway()
    },
    pullDown: () => send('pullDown')
  }
  const address = `/preview/phone?phone=${encodeURIComponent(phone)}`

  function showAway(): void {
    background.textContent = away ? '回到前台' : '切到后台'
    background.ariaPressed = String(away)
    frame.style.opacity = away ? '0.3' : ''
  }

  function fit(): void {
    const { widthPx } = settings.read()
    frame.style.width = `${widthPx}px`
    frame.style.height = `${HEIGHTS_PX[widthPx]}px`
  }

  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-do]'))
    button.addEventListener('click', () => actions[button.dataset.do ?? '']?.())
  frame.addEventListener('load', () => {
    away = false
    showAway()
  })
  find<HTMLAnchorElement>('#second-phone').href = `/preview?phone=${Number(phone) + 1 || 2}`
  fit()
  frame.src = address
  return { fit, clear }
}
