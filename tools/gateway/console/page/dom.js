export const byId = (id) => document.getElementById(id)

/** A copy of a template's one element, with the text of the classes that are named. */
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

/** The child that a parent has for a key, from the template where it has none. */
export function childFor(parent, key, id, texts = {}) {
  const known = [...parent.children].find((child) => child.dataset.key === key)
  const child = known ?? fromTemplate(id)
  child.dataset.key = key
  fillTexts(child, texts)
  return child
}

/**
 * Gives a parent these children in this order. One that it has already is not touched: focus and a
 * press that lasts stay on it.
 */
export function putChildren(parent, children) {
  for (const child of [...parent.children]) if (!children.includes(child)) child.remove()
  children.forEach((child, i) => {
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null)
  })
}

/** Radio buttons in a fieldset; `choose` is told of each choice a person makes. */
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

/** Says something to everybody, screen readers included, and takes it back after a while. */
export function say(text) {
  byId('said').textContent = text
  clearTimeout(timer)
  timer = setTimeout(() => byId('said').replaceChildren(), 5000)
}
