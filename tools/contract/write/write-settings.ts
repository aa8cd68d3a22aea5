import { readFileSync, writeFileSync } from 'node:fs'
import { type YAMLMap } from 'yaml'
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

function addExample(text: string, setting: DeclaredSetting): string {
  const { name, isSecret, fallback = '' } = setting
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const words = explain(setting)
  const lines = ['', ...(words ? [`# ${words}`] : []), `${name}=${isSecret ? '' : fallback}`, '']
  return text.replace(/\s*$/, newline) + lines.join(newline)
}

/** What it is for, what it must be, and whether it is a secret. */
function explain({ description, rule, isSecret }: DeclaredSetting): string {
  const words = [description.replace(/\.$/, ''), rule].filter(Boolean).join(': ')
  return isSecret ? `${words}${words && '. '}Secret: never commit it` : words
}

/** To the function whose own it is, else to all of them. */
function addVariable(text: string, setting: DeclaredSetting, file: string): string {
  const { name, isSecret, fallback, function: owner } = setting
  const usual = isSecret && fallback ? '' : fallback
  const value = usual === undefined ? `\${env:${name}}` : `\${env:${name}, '${usual}'}`
  return editYaml(file, text, `the variable ${name}`, (document) => {
    const isOwn = owner !== undefined && document.hasIn(['functions', owner])
    const place = [...(isOwn ? ['functions', owner] : ['provider']), 'environment', 'variables']
    const key = document.createNode<string>(name)
    const words = explain(setting)
    if (words) key.commentBefore = ` ${words}`
    if (!document.hasIn(place)) document.setIn(place, document.createNode({}))
    ;(document.getIn(place) as YAMLMap).add(document.createPair(key, value))
  })
}
