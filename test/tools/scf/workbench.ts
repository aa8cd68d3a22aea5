import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createScf,
  type FunctionSettings,
  type PlatformRequest,
  type ScfOptions
} from '../../../tools/scf'

/** Runtimes with tiny functions, in a folder whose name has spaces; `cleanUp` stops all of them. */
export function workbench() {
  const dir = mkdtempSync(join(tmpdir(), 'scf with spaces '))
  const runtimes: ReturnType<typeof createScf>[] = []
  const lines: string[] = []
  let files = 0

  return {
    dir,
    /** What the runtimes have logged */
    lines,
    /** Writes a bundle and returns the settings of a function that runs it. */
    define(code: string, settings: Partial<FunctionSettings> = {}): FunctionSettings {
      const bundle = join(dir, `bundle ${files++}.js`)
      writeFileSync(bundle, code)
      return { ...settingsOf(bundle), ...settings }
    },
    start(functions: FunctionSettings[], options: Partial<ScfOptions> = {}) {
      const scf = createScf({ functions, log: (line) => lines.push(line), ...options })
      runtimes.push(scf)
      return scf
    },
    async cleanUp(): Promise<void> {
      await Promise.all(runtimes.splice(0).map((scf) => scf.stop()))
      lines.length = 0
    },
    remove: () => rmSync(dir, { recursive: true, force: true })
  }
}

/** The settings of a function named greet that runs a bundle. */
export function settingsOf(bundle: string): FunctionSettings {
  return {
    name: 'greet',
    bundle,
    type: 'event',
    event: 'url',
    handler: 'main_handler',
    timeoutSeconds: 5,
    initTimeoutSeconds: 10,
    memoryMb: 256,
    concurrency: 1,
    maxInstances: 10,
    environment: {},
    timers: []
  }
}

/** A request as the gateway passes it on. */
export function get(query: Record<string, string> = {}): PlatformRequest {
  return {
    method: 'GET',
    path: '/greet',
    rawQuery: new URLSearchParams(query).toString(),
    headers: { 'user-agent': 'test' },
    body: Buffer.alloc(0),
    requestId: 'request-1',
    remoteAddress: '203.0.113.7'
  }
}

/** Waits until the check is true; fails after `ms`. */
export async function until(what: string, check: () => boolean, ms = 20_000): Promise<void> {
  const deadline = performance.now() + ms
  while (!check()) {
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** `ps` shows the state of a stopped process as T. */
export function isStopped(pid: number): boolean {
  return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith(
    'T'
  )
}

/** A handler that returns where it runs, after `?ms=` milliseconds; `&busy` keeps the CPU busy. */
export const WHERE = `
  let calls = 0
  exports.main_handler = async ({ queryString }) => {
    calls++
    const { ms = 0, busy } = queryString
    const until = Date.now() + Number(ms)
    while (busy !== undefined && Date.now() < until);
    if (busy === undefined) await new Promise((resolve) => setTimeout(resolve, Number(ms)))
    return { pid: process.pid, calls }
  }`
