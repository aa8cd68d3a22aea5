import { readName } from './support/usage'

/** Measures with these options; resolves to the exit code. */
type Bench = (args: string[]) => Promise<number>

export interface Entry {
  summary: string
  options: string
  /** Part of what is measured without a name, with these options. */
  judged?: string[]
  /** Part of --quick: it needs neither npm start nor a minute. */
  isQuick?: boolean
  load(): Promise<Bench>
}

const JUDGED = '[--check] [--quick] [--rounds N] [--json] [--save]'

const BENCHES: Record<string, Entry> = {
  session: {
    summary: 'GET /session beside its floor: one prepared SELECT',
    options: JUDGED,
    judged: [],
    isQuick: true,
    load: async () => (await import('./warm')).benchSession
  },
  login: {
    summary: 'a warm login beside its floor: one request to WeChat, one durable INSERT',
    options: JUDGED,
    judged: [],
    isQuick: true,
    load: async () => (await import('./warm')).benchLogin
  },
  cold: {
    summary: 'the start of a function beside a bare node:http',
    options: JUDGED,
    judged: [],
    isQuick: true,
    load: async () => (await import('./cold')).bench
  },
  memory: {
    summary: "a function's memory after its first answer beside a bare node:http",
    options: JUDGED,
    judged: [],
    isQuick: true,
    load: async () => (await import('./memory')).bench
  },
  profile: {
    summary: 'where the CPU time of a login and a session goes, by layer',
    options: '[login|session] [--runs N] [--save FOLDER]',
    load: async () => (await import('./profile')).bench
  },
  gateway: {
    summary: 'mock mode beside bare node:http and Prism',
    options: JUDGED,
    judged: [],
    load: async () => (await import('./gateway')).bench
  },
  start: {
    summary: 'npm start on a fresh clone and later, npm run mock, and an edit of the contract',
    options: '[--check] [--rounds N] [--json] [--save]',
    judged: [],
    load: async () => (await import('./start')).bench
  },
  preview: {
    summary: 'the preview in Chromium: its first page, and a save until the phone shows it',
    options: JUDGED,
    judged: [],
    load: async () => (await import('./preview')).bench
  },
  events: {
    summary: 'ad clicks while functions and the database are killed; events; messages of WeChat',
    options: '[--clicks N] [--check] [--json] [--save]',
    judged: [],
    load: async () => (await import('./events')).bench
  },
  intake: {
    summary: "how many clicks, messages of WeChat's and payments a core takes, beside one INSERT",
    options: JUDGED,
    judged: [],
    load: async () => (await import('./intake')).bench
  },
  scale: {
    summary:
      'what larger bursts need, and what breaks first; --check compares the model with a run',
    options: '[--write] [--check] [--json] [--save]',
    judged: ['--check'],
    load: async () => (await import('./scale')).bench
  },
  budget: {
    summary: '60 instances on a database server with room for 45 connections',
    options: '[--check] [--json] [--save]',
    judged: [],
    load: async () => (await import('./budget')).bench
  },
  burst: {
    summary: 'ten thousand people within one second, through npm start',
    options: '[--users N] [--check] [--json] [--save]',
    judged: [],
    load: async () => (await import('./burst')).bench
  }
}

export const NAMES = Object.keys(BENCHES)

export function benchOf(name: string): Entry {
  return BENCHES[readName(name, NAMES)]!
}
