/** What npm start leaves in .local/<port> for other commands while it runs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { type Project } from '../project'
import { lives, markOf, type ProcessMark } from './processes'

interface RunningStack {
  /** What its functions find in their environment; contains secrets. */
  environment: Record<string, string>
  /** The bundles that it runs. */
  distDir: string
}

interface Announcement extends ProcessMark {
  environment: RunningStack['environment']
}

/** The folder of the stack whose gateway listens on this port. */
export function stackHome({ localDir }: Pick<Project, 'localDir'>, port: number | string) {
  const home = path.join(localDir, String(port))
  return { home, distDir: path.join(home, 'dist'), file: path.join(home, 'environment.json') }
}

/** Lets other commands find this stack. The file holds secrets, so only its owner may read it. */
export function announceStack(
  project: Pick<Project, 'localDir'>,
  port: number,
  environment: Record<string, string>
) {
  const { home, file } = stackHome(project, port)
  const announcement: Announcement = { ...markOf(process.pid), environment }
  mkdirSync(home, { recursive: true })
  writeFileSync(file, JSON.stringify(announcement), { mode: 0o600 })
  return { stop: () => rm(file, { force: true }) }
}

/** The running stack that PORT names (3000); one that was killed is only reported to `warn`. */
export function findStack(
  project: Pick<Project, 'localDir'>,
  warn: (line: string) => void
): RunningStack | undefined {
  const port = process.env.PORT ?? '3000'
  const { file, distDir } = stackHome(project, port)
  if (!existsSync(file)) return undefined
  const { environment, ...mark } = JSON.parse(readFileSync(file, 'utf8')) as Announcement
  if (lives(mark)) return { environment, distDir }
  warn(`the stack on port ${port} is not running: npm start was killed. Nothing of it is used`)
  return undefined
}
