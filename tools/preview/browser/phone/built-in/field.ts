import { phone } from '../phone'
import { define, emit, isSet } from './define'

import './field.css'

const STYLE = `:host { display: block } input, textarea { all: unset; box-sizing: border-box;
  width: 100%; height: 100%; font: inherit; color: inherit; text-align: inherit;
  white-space: pre-wrap; overflow-wrap: anywhere }
  ::placeholder { color: color-mix(in srgb, currentcolor 40%, transparent); opacity: 1 }`

const TYPES: Record<string, [type: string, mode: string]> = {
  number: ['text', 'numeric'],
  digit: ['text', 'decimal'],
  idcard: ['text', 'text']
}

/** `<input>` and `<textarea>`, with WeChat's `detail` in their events. */
export function defineField(tag: 'input' | 'textarea'): void {
  define(tag, {
    attributes: [
      'value',
      'placeholder',
      'placeholder-style',
      'disabled',
      'maxlength',
      'password',
      'type',
      'focus',
      'aria-label'
    ],
    create(host) {
      const shadow = host.attachShadow({ mode: 'open', delegatesFocus: true })
      const field = document.createElement(tag)
      const style = document.createElement('style')
      shadow.append(style, field)
      Object.defineProperty(host, 'value', { get: () => field.value })
      const value = () => ({ value: field.value, cursor: field.selectionStart ?? 0 })
      let given: string | null = null
      let isOffered = false

      /** The sheet takes the focus; a user who prefers to type a nickname gets it back. */
      const offer = async () => {
        if (await fillNickname(host, field)) return
        isOffered = true
        field.focus()
      }

      field.addEventListener('input', (event) => {
        event.stopPropagation()
        emit(host, 'input', value())
      })
      field.addEventListener('change', (event) => event.stopPropagation())
      field.addEventListener('blur', () => {
        isOffered = false
        emit(host, 'blur', value())
      })
      field.addEventListener('focus', () => {
        emit(host, 'focus', { ...value(), height: 0 })
        if (host.getAttribute('type') === 'nickname' && !isOffered) void offer()
      })
      field.addEventListener('keydown', (event) => {
        if ((event as KeyboardEvent).key === 'Enter' && tag === 'input')
          emit(host, 'confirm', value())
      })

      return {
        changed() {
          if (host.getAttribute('value') !== given) {
            given = host.getAttribute('value')
            field.value = given ?? ''
          }
          field.placeholder = host.getAttribute('placeholder') ?? ''
          const ownStyle = host.getAttribute('placeholder-style') ?? ''
          style.textContent = `${STYLE} ::placeholder { ${ownStyle} }`
          field.disabled = isSet(host, 'disabled')
          field.ariaLabel = host.getAttribute('aria-label')
          const longest = Number(host.getAttribute('maxlength') ?? 140)
          if (longest >= 0) field.maxLength = longest
          else field.removeAttribute('maxlength')
          if (field instanceof HTMLInputElement) applyType(host, field)
        }
      }
    }
  })
}

function applyType(host: HTMLElement, field: HTMLInputElement): void {
  const [type, mode] = TYPES[host.getAttribute('type') ?? ''] ?? ['text', 'text']
  field.type = isSet(host, 'password') ? 'password' : type
  field.inputMode = mode
}

/** WeChat's keyboard offers the user's nickname, after consent to the privacy guideline. */
async function fillNickname(
  host: HTMLElement,
  field: HTMLInputElement | HTMLTextAreaElement
): Promise<boolean> {
  const nickname = await phone().offerNickname()
  if (nickname === undefined) return false
  field.value = nickname
  emit(host, 'input', { value: nickname, cursor: nickname.length })
  emit(host, 'nicknamereview', { pass: true, timeout: false })
  return true
}
