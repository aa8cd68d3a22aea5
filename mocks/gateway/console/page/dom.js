export const byId = (id) => document.getElementById(id)

/** A copy of a template's one element, with the text of the classes that are named. */
export function fromTemplate(id, texts = {}) {
  const copy = byId(id).content.firstElementChild.cloneNode(true)
  for (const [name, text] of Object.entries(texts))
    copy.querySelector(`.${name}`).textContent = text
  if (texts.method) copy.querySelector('.method').dataset.method = texts.method
  return copy
}

/**
 * Radio buttons in a fieldset, who had the focus keeps it; `choose` is told of each choice a person
 * makes.
 */
export function fillChoice(fieldset, { name, options, chosen, isDisabled = () => false, choose }) {
  const { value } = fieldset.contains(document.activeElement) ? document.activeElement : {}
  const labels = options.map((option) => {
    const label = fromTemplate('choice-template')
    const input = label.querySelector('input')
    Object.assign(input, { name, value: option, checked: option === chosen })
    input.disabled = isDisabled(option)
    label.querySelector('span').textContent = option
    input.addEventListener('change', () => choose(option))
    return label
  })
  fieldset.replaceChildren(fieldset.querySelector('legend'), ...labels)
  if (value) fieldset.querySelector(`[value="${value}"]`).focus()
}

export function showTime(time, at, withDate = false) {
  const date = new Date(at)
  time.dateTime = date.toISOString()
  time.textContent = withDate
    ? date.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
    : date.toLocaleTimeString([], { hour12: false })
}

let timer

/** Says something to everybody, screen readers included, and takes it back after a while. */
export function say(text) {
  byId('said').textContent = text
  clearTimeout(timer)
  timer = setTimeout(() => byId('said').replaceChildren(), 5000)
}
