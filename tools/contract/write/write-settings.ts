import { readFileSync, writeFileSync } from 'node:fs'
import { type Project } from '../../project'
import { type DeclaredSetting, listSettingGaps } from '../check/declared-settings'
import { editYaml } from './deploy-entry'

/** Adds declared settings to .env.example and serverless.yml; returns the files that it extended. */
export function writeSettings(project: Project): string[] {
  const written = new Set<string>()
  for (const { kind, setting, file } of listSettingGaps(project)) {
    const text = readFileSync(file, 'utf8')
    const add = kind === 'example' ? addExample : addVariable
    writeFileSync(file, add(text, setting, file))
    written.add(file)
  }
  return [...written]
}

function addExample(text: string, { name, rule, fallback = '' }: DeclaredSetting): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = ['', ...(rule ? [`# ${rule}`] : []), `${name}=${fallback}`, '']
  return text.replace(/\s*$/, newline) + lines.join(newline)
}

/** To the function whose own it is, else to all of them. */
function addVariable(text: string, setting: DeclaredSetting, file: string): string {
  const { name, fallback, function: owner } = setting
  const value = fallback === undefined ? `\${env:${name}}` : `\${env:${name}, '${fallback}'}`
  return editYaml(file, text, `the variable ${name}`, (document) => {
    const isOwn = owner !== undefined && document.hasIn(['functions', owner])
    const place = isOwn ? ['functions', owner] : ['provider']
    document.setIn([...place, 'environment', 'variables', name], value)
  })
}
