import { type Route } from './route'

export type AnswerKind = 'json' | 'text' | 'binary' | 'none'

const JSON_ALONE = { 200: ['application/json'] }

/** The media types of a successful status; undefined where the contract does not declare it. */
export function declaredTypes({ answers = JSON_ALONE }: Route, status: number) {
  const declared: Readonly<Record<string, readonly string[]>> = answers
  const isOther = status >= 400 || (status < 300 && !isSuccessDeclared(declared))
  const fallback = isOther ? declared.default : undefined
  return declared[status] ?? declared[`${Math.floor(status / 100)}XX`] ?? fallback
}

/** What a body is read as: JSON where it may be. */
export function kindOf(types: readonly string[]): AnswerKind {
  if (!types.length) return 'none'
  if (types.some(isJson)) return 'json'
  return types.some(isText) ? 'text' : 'binary'
}

/** What `wx.request` has to know of the answers before they come. */
export function expectAnswers({ answers = JSON_ALONE }: Route) {
  const statuses = Object.entries(answers)
  const own = statuses.filter(([status]) => status.startsWith('2'))
  const types = (own.length ? own : statuses).flatMap(([, declared]) => declared)
  return {
    isBinary: kindOf(types) === 'binary',
    /** Says which one is wanted where there is a choice. */
    accept: types.length > 1 ? types.find((type) => kindOf([type]) === kindOf(types)) : undefined,
    redirects: statuses.some(([status]) => status.startsWith('3'))
  }
}

/** Whether a reply's content type is one of those declared; one that is left out is. */
export function fits(types: readonly string[], contentType: string): boolean {
  const type = bare(contentType)
  return !type || types.some((each) => matches(bare(each), type))
}

function matches(range: string, type: string): boolean {
  return range === '*/*' || range === type || range === type.replace(/\/.*/, '/*')
}

function isSuccessDeclared(answers: object): boolean {
  return Object.keys(answers).some((status) => status.startsWith('2'))
}

export function bare(type: string): string {
  return type.replace(/;.*/, '').trim().toLowerCase()
}

function isJson(type: string): boolean {
  return /[/+]json$/.test(bare(type))
}

function isText(type: string): boolean {
  return /^text\/|[/+]xml$/.test(bare(type))
}
