import { isSet, numberOf, TEMPORARY_CLASSES, textOf, withRpx, type WxElement } from '../element'
import { phone } from '../phone'
import { define, emit, newsOf, part, shadowOf } from './define'

const TREE = (tag: string) => `<style>:host { display: block } input, textarea { all: unset;
  box-sizing: border-box; width: 100%; height: 100%; font: inherit; color: inherit;
  text-align: inherit; white-space: pre-wrap; overflow-wrap: anywhere; user-select: text }
  ::placeholder { color: color-mix(in srgb, currentcolor 40%, transparent); opacity: 1 }
  .auto { field-sizing: content; height: auto }</style><style class="own"></style><${tag}></${tag}>`

const TYPES: Record<string, [type: string, mode: string]> = {
  number: ['text', 'numeric'],
  digit: ['text', 'decimal'],
  idcard: ['text', 'text'],
  'safe-password': ['password', 'text']
}

/** `<input>` and `<textarea>`, with WeChat's `detail` in their events. */
for (const tag of ['input', 'textarea'] as const)
  define(tag, (host) => {
    const shadow = shadowOf(host, TREE(tag))
    const field = part<HTMLInputElement | HTMLTextAreaElement>(shadow, tag)
    const style = part(shadow, '.own')
    const detail = () => ({ value: field.value, cursor: field.selectionStart ?? 0 })
    const reset = () => (field.value = textOf(host, 'value'))
    host.focus = () => field.focus()
    const isNew = newsOf(host)
    let wantsFocus = false
    let isOffered = false
    let lines = 0

    /** WeChat's keyboard offers the user's nickname, after consent to the privacy guideline. */
    const offer = async () => {
      const value = await phone().offerNickname()
      if (value === undefined) {
        // the sheet has taken the focus from a user who prefers to type
        isOffered = true
        return field.focus()
      }
      field.value = value
      emit(host, 'input', { value, cursor: value.length })
      emit(host, 'nicknamereview', { pass: true, timeout: false })
    }
    const countLines = () => {
      const height = field.scrollHeight
      const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 20
      const lineCount = Math.max(1, Math.round(height / lineHeight))
      if (lineCount !== lines)
        emit(host, 'linechange', { height, lineCount, heightRpx: (height * 750) / innerWidth })
      lines = lineCount
    }

    field.addEventListener('input', (event) => {
      event.stopPropagation()
      const { data } = event as InputEvent
      emit(host, 'input', { ...detail(), keyCode: data?.charCodeAt(0) ?? 8 })
      if (tag === 'textarea') countLines()
    })
    field.addEventListener('change', (event) => event.stopPropagation())
    field.addEventListener('blur', () => {
      isOffered = false
      emit(host, 'blur', { ...detail(), encryptedValue: '' })
    })
    field.addEventListener('focus', () => {
      emit(host, 'focus', { ...detail(), height: 0 })
      if (textOf(host, 'type') === 'nickname' && !isOffered) void offer()
    })
    field.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key !== 'Enter') return
      if (tag === 'textarea' && !/^(send|search|next|go|done)$/.test(textOf(host, 'confirm-type')))
        return
      emit(host, 'confirm', detail())
      if (!isSet(host, 'confirm-hold')) field.blur()
    })

    return {
      changed() {
        if (isNew('value') && field.value !== textOf(host, 'value')) reset()
        field.placeholder = textOf(host, 'placeholder')
        style.textContent = `::placeholder { ${placeholderClass(host)} ${withRpx(textOf(host, 'placeholder-style'))} }`
        field.disabled = isSet(host, 'disabled')
        field.ariaLabel = textOf(host, 'aria-label') || null
        const longest = numberOf(host, 'maxlength', 140)
        if (longest >= 0) field.maxLength = longest
        else field.removeAttribute('maxlength')
        field.classList.toggle('auto', isSet(host, 'auto-height'))
        host.classList.toggle('auto-height', isSet(host, 'auto-height'))
        const [type, mode] = TYPES[textOf(host, 'type')] ?? ['text', 'text']
        if (tag === 'input') field.setAttribute('type', isSet(host, 'password') ? 'password' : type)
        field.inputMode = mode
        const isWanted = isSet(host, 'focus') || isSet(host, 'auto-focus')
        if (isWanted && !wantsFocus) field.focus()
        else if (!isWanted && wantsFocus) field.blur()
        wantsFocus = isWanted
      },
      value: () => field.value,
      reset,
      /** `bindinput` may return the text to show instead. */
      returned(type, value) {
        if (type !== 'input') return
        const text =
          typeof value === 'object' && value ? (value as { value?: unknown }).value : value
        if (typeof text === 'string') field.value = text
      }
    }
  })

/** The class is in a sheet of the page, which does not reach into the element: its look is copied. */
function placeholderClass(host: WxElement): string {
  const name = textOf(host, 'placeholder-class')
  if (!name || !host.__wxElement) return ''
  const set = (on: boolean) => {
    for (const one of name.split(/\s+/))
      if (one) host.__wxElement?.toggleNodeClass(one, on, TEMPORARY_CLASSES)
  }
  set(true)
  const { color, fontSize, fontWeight } = getComputedStyle(host)
  set(false)
  return `color: ${color}; font-size: ${fontSize}; font-weight: ${fontWeight};`
}
