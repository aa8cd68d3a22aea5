import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { type Project } from '../../project'

/**
 * The table of event handlers: those that `cloudfunctions/<function>/events.ts` exports as
 * `handlers`. The function `events` imports it, so a folder that is deleted takes its handlers
 * along.
 */
export function generateEventHandlers({
  functionsDir,
  generatedDir
}: Pick<Project, 'functionsDir' | 'generatedDir'>): string {
  const names = existsSync(functionsDir) ? readdirSync(functionsDir).sort() : []
  const folders = names.filter((name) => existsSync(path.join(functionsDir, name, 'events.ts')))
  const up = path.relative(generatedDir, functionsDir).replaceAll('\\', '/')
  const imports = folders.map(
    (name, i) => `import { handlers as handlers${i + 1} } from '${up}/${name}/events'\n`
  )
  const all = folders.map((_, i) => `...handlers${i + 1}`)
  return `// GENERATED from ${path.basename(functionsDir)}/*/events.ts by \`npm run contract\`: do not edit.
${imports.join('')}import { type EventHandler } from '${up}/shared/events/handler'

export const eventHandlers: EventHandler[] = [${all.join(', ')}]
`
}
