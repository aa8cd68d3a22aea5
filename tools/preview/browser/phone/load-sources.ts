import { type CodeSpace } from 'glass-easel-miniprogram-adapter'
import { type PhoneApp } from './app'
import { guard } from './trouble'

/** Registers the compiled sources and runs the scripts: the app, then pages and components. */
export function loadSources({ configs, prefixes, templates, scripts }: PhoneApp, space: CodeSpace) {
  for (const [path, config] of Object.entries(configs)) {
    space.addStyleSheet(path, undefined, prefixes[path])
    space.addComponentStaticConfig(path, config)
    space.addCompiledTemplate(path, {
      groupList: templates,
      content: templates[path]!,
      // `bindtap` without a colon, on tags that are not components
      fallbackListenerOnNativeNode: true
    })
  }
  for (const [path, run] of Object.entries(scripts))
    guard(() => (path === 'app' ? run() : space.globalComponentEnv(globalThis, path, run)))
}
