import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { LineCounter, isScalar, parseDocument, visit } from 'yaml'
import type { Stage } from './stage'

type Settings = Record<string, string | undefined>

const ROOT = path.resolve(__dirname, '../..')

/**
 * A stage's settings: the environment's, else those of .env.<stage> at the root. One that is empty
 * is not set, so that its default counts, and spaces around one are not part of it.
 */
export function readSettings(stage: Stage, env: Settings = process.env, root = ROOT): Settings {
  const file = path.join(root, `.env.${stage}`)
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return { ...dropEmpty(written), ...dropEmpty(env) }
}

/**
 * Checks that every setting which serverless.yml takes from the environment is there; those that a
 * secret store holds (SECRETS_NAME) may be missing, and are given back empty. Throws one Error that
 * names each one that is not there, with its line; never a value.
 */
export function completeSettings(
  settings: Settings,
  stage: Stage,
  serverlessYml: string
): Settings {
  const missing = [...listNeeded(serverlessYml)].filter(([name]) => !settings[name])
  if (missing.length && !settings.SECRETS_NAME) {
    const named = missing.map(([name, line]) => `  ${name} (deploy/serverless.yml:${line})`)
    const where = `the environment or in .env.${stage} (.env.example explains them)`
    throw new Error(`set these in ${where}:\n${named.join('\n')}`)
  }
  return { ...Object.fromEntries(missing.map(([name]) => [name, ''])), ...settings }
}

function dropEmpty(settings: Settings): Settings {
  const trimmed = Object.entries(settings).map(([name, value]) => [name, value?.trim()] as const)
  return Object.fromEntries(trimmed.filter(([, value]) => value))
}

/** The variables that serverless.yml needs, each with the line that asks first. */
function listNeeded(serverlessYml: string): Map<string, number> {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(serverlessYml, 'utf8'), { lineCounter: lines })
  const needed = new Map<string, number>()
  visit(document, (_key, node) => {
    if (!isScalar(node) || typeof node.value !== 'string') return
    // with a comma there is a value to fall back on
    for (const [, name = ''] of node.value.matchAll(/\$\{env:(\w+)\}/g))
      if (!needed.has(name)) needed.set(name, lines.linePos(node.range?.[0] ?? 0).line)
  })
  return needed
}
