import { type PhoneApp } from './app'

export type Theme = 'light' | 'dark'

/**
 * Makes `prefers-color-scheme` in the style sheets follow the phone instead of the computer:
 * replaces each such condition by one that is always true or always false.
 */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  for (const sheet of Array.from(document.styleSheets)) rewrite(sheet.cssRules, theme)
}

const originals = new WeakMap<MediaList, string>()

function rewrite(rules: CSSRuleList, theme: Theme): void {
  for (const rule of Array.from(rules)) {
    if ('media' in rule) {
      const { media } = rule as CSSMediaRule
      const original = originals.get(media) ?? media.mediaText
      originals.set(media, original)
      media.mediaText = original.replace(
        /\(prefers-color-scheme:\s*(\w+)\)/g,
        (_condition, wanted) => (wanted === theme ? '(min-width: 0px)' : '(max-width: 0px)')
      )
    }
    if ('cssRules' in rule) rewrite((rule as CSSMediaRule).cssRules, theme)
  }
}

/** Resolves a color from a JSON file: `@name` means the theme's color of that name. */
export function themed(app: PhoneApp, theme: Theme, value: string | undefined): string | undefined {
  return value?.startsWith('@') ? app.themes[theme]?.[value.slice(1)] : value
}
