/** Formats that a browser can switch on and off by itself. */
const COMMANDS: Record<string, string> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'strikeThrough',
  ins: 'underline',
  color: 'foreColor',
  backgroundColor: 'hiliteColor',
  fontFamily: 'fontName'
}
const LISTS: Record<string, string> = {
  ordered: 'insertOrderedList',
  bullet: 'insertUnorderedList',
  check: 'insertUnorderedList'
}
const ALIGNMENTS: Record<string, string> = {
  left: 'justifyLeft',
  center: 'justifyCenter',
  right: 'justifyRight',
  justify: 'justifyFull'
}

/** Where the cursor is: `{ bold: 'strong', header: 2, list: 'ordered' }`. */
export function formatsOf(): Record<string, unknown> {
  const is = (command: string) => document.queryCommandState(command)
  const header = /^h([1-6])$/.exec(document.queryCommandValue('formatBlock'))?.[1]
  const align = Object.keys(ALIGNMENTS).find((name) => name !== 'left' && is(ALIGNMENTS[name]!))
  const list = ['ordered', 'bullet'].find((name) => is(LISTS[name]!))
  return {
    ...(is('bold') && !header && { bold: 'strong' }),
    ...(is('italic') && { italic: 'em' }),
    ...(is('underline') && { underline: 'u' }),
    ...(is('strikeThrough') && { strike: 'strike' }),
    ...(header && { header: Number(header) }),
    ...(align && { align }),
    ...(list && { list })
  }
}

/** The browser's command for a format; one that is on already is taken away, as on a phone. */
export function commandFor(
  name: string,
  value: string | number | undefined,
  now: Record<string, unknown>
): [command?: string, argument?: string] {
  if (name === 'header')
    return ['formatBlock', !value || now.header === Number(value) ? 'p' : `h${value}`]
  if (name === 'list') return [LISTS[String(value)]]
  if (name === 'align') return [ALIGNMENTS[String(now.align === value ? 'left' : value)]]
  if (name === 'script') return [value === 'sub' ? 'subscript' : 'superscript']
  if (name === 'indent') return [value === '-1' ? 'outdent' : 'indent']
  return [COMMANDS[name], value === undefined ? undefined : String(value)]
}
