import { basename, dirname, join } from 'node:path'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Pair } from 'yaml'

/**
 * A place in the file, whether or not something is there. `fallback` is what nothing there means.
 */
export interface YamlNode {
  error: (problem: string) => Error
  exists: () => boolean
  at: (key: string) => YamlNode
  entries: () => [string, YamlNode][]
  items: () => YamlNode[]
  string: (fallback?: string) => string
  boolean: (fallback?: boolean) => boolean
  integer: (least: number, most: number, fallback?: number) => number
  oneOf: <T extends string>(names: readonly T[], fallback: T) => T
  /** Any scalar, as the text it would be in an environment variable */
  text: () => string
}

/**
 * Reads typed values out of a YAML file. Whatever is missing or wrong throws an Error such as
 * "deploy/serverless.yml:17: functions.login.timeout: wanted a whole number from 1 to 900".
 */
export function createYamlReader(file: string, text: string): YamlNode {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const shown = join(basename(dirname(file)), basename(file))
  const [broken] = document.errors
  if (broken) throw new Error(`${shown}:${broken.linePos?.[0].line ?? 1}: ${broken.message}`)
  return reader(document.contents, [], 0)

  /** `offset` is where the node is or, if there is none, where it should be */
  function reader(node: unknown, path: string[], offset: number): YamlNode {
    const value = isScalar(node) ? node.value : undefined
    const missing = node === undefined || node === null || value === null

    function error(problem: string): Error {
      const { line } = lines.linePos(offset)
      return new Error(`${shown}:${line}: ${path.join('.')}: ${problem}`)
    }
    function scalar<T>(
      wanted: string,
      fallback: T | undefined,
      check: (value: unknown) => value is T
    ): T {
      if (missing && fallback !== undefined) return fallback
      if (missing) throw error(`is missing; wanted ${wanted}`)
      if (!check(value)) throw error(`wanted ${wanted}`)
      return value
    }

    return {
      error,
      exists: () => !missing,
      at(key) {
        const pair = pairs().find((candidate) => keyOf(candidate) === key)
        return reader(pair?.value, [...path, key], offsetOf(pair?.key, offset))
      },
      entries: () =>
        pairs().map((pair) => [
          keyOf(pair),
          reader(pair.value, [...path, keyOf(pair)], offsetOf(pair.key, offset))
        ]),
      items() {
        if (missing) return []
        if (!isSeq(node)) throw error('wanted a list')
        return node.items.map((item, i) =>
          reader(item, [...path, String(i)], offsetOf(item, offset))
        )
      },
      string: (fallback) =>
        scalar('text', fallback, (given): given is string => typeof given === 'string'),
      boolean: (fallback) =>
        scalar('true or false', fallback, (given): given is boolean => typeof given === 'boolean'),
      integer: (least, most, fallback) =>
        scalar(
          `a whole number from ${least} to ${most}`,
          fallback,
          (given): given is number =>
            Number.isInteger(given) && Number(given) >= least && Number(given) <= most
        ),
      oneOf: <T extends string>(names: readonly T[], fallback: T) =>
        scalar(names.join(' or '), fallback, (given): given is T => names.includes(given as T)),
      text: () => (missing ? '' : `${value as string | number | boolean}`)
    }

    function pairs(): Pair[] {
      if (missing) return []
      if (!isMap(node)) throw error('wanted a mapping')
      return node.items
    }
  }
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key)
}

function offsetOf(node: unknown, otherwise: number): number {
  const { range } = (node ?? {}) as { range?: [number, number, number] | null }
  return range?.[0] ?? otherwise
}
