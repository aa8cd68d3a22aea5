export const byId = (id) => document.getElementById(id)

/** A copy of a template's element, with texts by class name. */
export function fromTemplate(id, texts = {}) {
  const copy = byId(id).content.firstElementChild.cloneNode(true)
  fillTexts(copy, texts)
  return copy
}

function fillTexts(element, texts) {
  for (const [name, text] of Object.entries(texts))
    element.querySelector(`.${name}`).textContent = text
  if (texts.method) element.querySelector('.method').dataset.method = texts.method
}

/** The parent's child for a key, or a new one from the template. */
export function childFor(parent, key, id, texts = {}) {
  const known = [...parent.children].find((child) => child.dataset.key === key)
  const child = known ?? fromTemplate(id)
  child.dataset.key = key
  fillTexts(child, texts)
  return child
}

/**
 * Gives a parent these children in this order. Children that it has already are not touched, so that
 * they keep the focus and a press in progress.
 */
export function putChildren(parent, children) {
  for (const child of [...parent.children]) if (!children.includes(child)) child.remove()
  children.forEach((child, i) => {
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null)
  })
}

/** Puts radio buttons into a fieldset; `choose` is called for each choice of the user. */
export function fillChoice(fieldset, { name, options, chosen, isDisabled = () => false, choose }) {
  const labels = options.map((option) => {
    const label = childFor(fieldset, option, 'choice-template', { option })
    const input = label.querySelector('input')
    Object.assign(input, { name, value: option, checked: option === chosen })
    input.disabled = isDisabled(option)
    input.onchange = () => choose(option)
    return label
  })
  putChildren(fieldset, [fieldset.querySelector('legend'), ...labels])
}

export function showTime(time, at, withDate = false) {
  const date = new Date(at)
  time.dateTime = date.toISOString()
  time.textContent = withDate
    ? date.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
    : date.toLocaleTimeString([], { hour12: false })
}

let timer

/** Shows a message, to screen readers too, and removes it after a while. */
export function say(text) {
  byId('said').textContent = text
  clearTimeout(timer)
  timer = setTimeout(() => byId('said').replaceChildren(), 5000)
}
