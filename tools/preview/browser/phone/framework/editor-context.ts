import { emit } from '../built-in/define'
import { api } from '../wx/api'
import { commandFor, formatsOf } from './editor-formats'

interface ImageOption {
  src?: string
  alt?: string
  width?: string
  height?: string
}

/** What the context of an `<editor>` does, by the commands of the browser. */
export function editorContext(
  host: HTMLElement,
  box: HTMLElement,
  addressOf: (source: string) => string
) {
  const root = box.getRootNode() as ShadowRoot & Partial<Pick<Window, 'getSelection'>>
  const selection = () => root.getSelection?.() ?? getSelection()
  let kept: Range | undefined
  box.addEventListener('blur', () => {
    const now = selection()
    kept = now?.rangeCount ? now.getRangeAt(0).cloneRange() : undefined
  })
  /** A tap on a toolbar has taken the focus and, with a mouse, what was selected. */
  const focus = () => {
    if (root.activeElement === box) return
    const { startContainer, startOffset, endContainer, endOffset } = kept ?? {}
    box.focus()
    if (startContainer && endContainer)
      selection()?.setBaseAndExtent(startContainer, startOffset!, endContainer, endOffset!)
  }
  const run = (command: string, value?: string) => {
    focus()
    document.execCommand(command, false, value)
    emit(host, 'statuschange', formatsOf())
  }
  return {
    format(name: string, value?: string | number) {
      focus()
      const [command, argument] = commandFor(name, value, formatsOf())
      if (command) run(command, argument)
    },
    removeFormat: api('removeFormat', () => {
      run('removeFormat')
      run('formatBlock', 'p')
    }),
    insertDivider: api('insertDivider', () => run('insertHorizontalRule')),
    insertImage: api(
      'insertImage',
      ({ src = '', alt = '', width = '', height = '' }: ImageOption) => {
        const image = Object.assign(new Image(), { alt })
        image.setAttribute('src', addressOf(src))
        Object.assign(image.style, { width, height, maxWidth: '100%' })
        run('insertHTML', image.outerHTML)
      }
    ),
    insertText: api('insertText', ({ text = '' }: { text?: string }) => run('insertText', text)),
    setContents: api('setContents', ({ html = '' }: { html?: string }) => {
      box.innerHTML = html
    }),
    getContents: api('getContents', () => {
      return { html: box.innerHTML, text: box.innerText, delta: { ops: [] } }
    }),
    getSelectionText: api('getSelectionText', () => ({ text: String(selection()) })),
    clear: api('clear', () => box.replaceChildren()),
    undo: api('undo', () => run('undo')),
    redo: api('redo', () => run('redo')),
    blur: api('blur', () => box.blur()),
    scrollIntoView: () => box.scrollIntoView({ block: 'nearest' })
  }
}
