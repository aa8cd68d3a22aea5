import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type PlatformRequest, type Scf } from '../../../tools/scf'
import { refuseUnwritten } from '../../../tools/stack/refuse-unwritten'
import { project } from '../../support/project'

let distDir: string
beforeAll(() => {
  distDir = mkdtempSync(path.join(tmpdir(), 'dist-'))
  writeFileSync(path.join(distDir, 'tea.js'), '')
})
afterAll(() => rmSync(distDir, { recursive: true }))

it.each(['not yet', 'null', ''])(
  "passes on a function's own 501 with the body %j, without a line in the log",
  async (body) => {
    const answer = { status: 501, headers: {}, body, instance: 'i', cold: false }
    const scf = { has: () => true, request: () => Promise.resolve(answer) } as unknown as Scf
    const lines: string[] = []
    const { request } = refuseUnwritten(scf, {
      project: { ...project, distDir },
      log: (line) => lines.push(line)
    })
    expect(await request('tea', { method: 'GET', path: '/tea' } as PlatformRequest)).toBe(answer)
    expect(lines).toEqual([])
  }
)
