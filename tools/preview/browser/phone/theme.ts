import type { PhoneApp } from './app'

export type Theme = 'light' | 'dark'

/**
 * Makes the sheets' `prefers-color-scheme` follow the phone and not the computer: each such
 * condition is replaced by one that always, or never, holds.
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
        (_condition, asked) => (asked === theme ? '(min-width: 0px)' : '(max-width: 0px)')
      )
    }
    if ('cssRules' in rule) rewrite((rule as CSSMediaRule).cssRules, theme)
  }
}

/** A colour of a JSON file: `@name` stands for the theme's. */
export function themed(app: PhoneApp, theme: Theme, value: string | undefined): string | undefined {
  return value?.startsWith('@') ? app.themes[theme]?.[value.slice(1)] : value
}
