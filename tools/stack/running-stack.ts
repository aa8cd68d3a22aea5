/** What npm start leaves in .local/<port> for other commands, as long as it runs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { lives, markOf, type ProcessMark } from '../mysql/processes'

const LOCAL = path.resolve(__dirname, '../..', '.local')

export interface RunningStack {
  /** What its functions find in their environment; with secrets. */
  environment: Record<string, string>
  /** The bundles that it runs. */
  distDir: string
}

interface Announcement extends ProcessMark {
  environment: RunningStack['environment']
}

/** The folder of the stack whose gateway has this port. */
export function stackHome(port: number | string) {
  const home = path.join(LOCAL, String(port))
  return { home, distDir: path.join(home, 'dist'), file: path.join(home, 'environment.json') }
}

/** Only its owner reads the file, which holds secrets. */
export function announceStack(port: number, environment: Record<string, string>) {
  const { home, file } = stackHome(port)
  const announcement: Announcement = { ...markOf(process.pid), environment }
  mkdirSync(home, { recursive: true })
  writeFileSync(file, JSON.stringify(announcement), { mode: 0o600 })
  return { stop: () => rm(file, { force: true }) }
}

/** The stack that PORT names (3000), if it is up; of one that was killed only the warning is left. */
export function findStack(warn: (line: string) => void): RunningStack | undefined {
  const port = process.env.PORT ?? '3000'
  const { file, distDir } = stackHome(port)
  if (!existsSync(file)) return undefined
  const { environment, ...mark } = JSON.parse(readFileSync(file, 'utf8')) as Announcement
  if (lives(mark)) return { environment, distDir }
  warn(`the stack on port ${port} is not up: npm start was killed. Nothing of it is used`)
  return undefined
}
