import './sheet.css'

interface SheetChoice {
  label: string
  kind?: 'main' | 'quiet'
  /** Overrides the kind's color. */
  color?: string
}

interface SheetQuestion {
  title?: string
  text?: string
  /** Text that the user may edit. */
  input?: string
  images?: string[]
  /** More to show above the choices. */
  body?: HTMLElement
  choices: SheetChoice[]
  /** At the bottom with one choice per line, like an action sheet. */
  atBottom?: boolean
}

/** The index of the choice; -1 if the user dismissed the sheet or tapped a picture. */
interface SheetAnswer {
  chosen: number
  /** The index of the picture that was tapped. */
  image?: number
  input: string
}

/** Asks the user in a sheet above the page, as WeChat's dialogs do. */
export function ask(question: SheetQuestion): Promise<SheetAnswer> {
  const sheet = document.createElement('dialog')
  sheet.className = `phone-sheet${question.atBottom ? ' at-bottom' : ''}`
  sheet.ariaLabel = question.title ?? '请选择'
  const input = question.input === undefined ? undefined : document.createElement('input')
  if (input) input.value = question.input ?? ''
  sheet.classList.toggle('choices-only', !question.title && !question.text && !question.body)
  return new Promise((resolve) => {
    const end = (chosen: number, image?: number) => {
      sheet.remove()
      resolve({ chosen, image, input: input?.value ?? '' })
    }
    const add = <K extends keyof HTMLElementTagNameMap>(tag: K, text?: string) => {
      const element = document.createElement(tag)
      if (text) element.textContent = text
      sheet.append(element)
      return element
    }
    if (question.title) add('h2', question.title)
    if (question.text) add('p', question.text)
    if (input) sheet.append(input)
    if (question.body) sheet.append(question.body)
    question.images?.forEach((source, index) => {
      const image = add('input')
      Object.assign(image, { type: 'image', src: source, alt: `头像 ${index + 1}` })
      image.addEventListener('click', () => end(-1, index))
    })
    for (const [index, { label, kind, color }] of question.choices.entries()) {
      const button = add('button', label)
      button.className = kind ?? 'quiet'
      button.style.color = color ?? ''
      button.addEventListener('click', () => end(index))
    }
    sheet.addEventListener('cancel', () => end(-1))
    document.body.append(sheet)
    // jsdom has no modal dialogs
    if (typeof sheet.showModal === 'function') sheet.showModal()
    else sheet.setAttribute('open', '')
  })
}

interface YesNo extends Omit<SheetQuestion, 'choices'> {
  yes: string
  no?: string
}

/** Asks in a sheet with two buttons: 0 is no, 1 is yes, -1 is neither. */
export function askYesNo({ yes, no = '取消', ...question }: YesNo) {
  return ask({ ...question, choices: [{ label: no }, { label: yes, kind: 'main' }] })
}

/** Resolves to the text that the user may have edited; fails as WeChat does unless the answer is yes. */
export async function confirm(question: YesNo): Promise<string> {
  const { chosen, input } = await askYesNo(question)
  if (chosen !== 1) throw new Error('fail cancel')
  return input
}
