import { isMap, isScalar, isSeq, type Pair } from 'yaml'
import { openYaml } from './yaml-file'

/** A place in the file, whether or not it has a value. `fallback` stands in for a missing one. */
export interface YamlNode {
  error(problem: string): Error
  exists(): boolean
  at(key: string): YamlNode
  entries(): [string, YamlNode][]
  items(): YamlNode[]
  string(fallback?: string): string
  boolean(fallback?: boolean): boolean
  integer(least: number, most: number, fallback?: number): number
  oneOf<T extends string>(names: readonly T[], fallback: T): T
  /** Any scalar, as the text it would be in an environment variable */
  text(): string
}

/**
 * Reads typed values out of a YAML file. A value that is missing or wrong throws an Error such as
 * "deploy/serverless.yml:17: functions.login.timeout: must be a whole number from 1 to 900".
 */
export function readYamlNodes(file: string): YamlNode {
  const { document, placeOf } = openYaml(file)
  return nodeAt(document.contents, [], 0)

  /** `offset` is where the node is or, if it is missing, where its parent is */
  function nodeAt(node: unknown, path: string[], offset: number): YamlNode {
    const value = isScalar(node) ? node.value : undefined
    const isMissing = node === undefined || node === null || value === null

    function error(problem: string): Error {
      return new Error(`${placeOf(offset)}: ${path.join('.')}: ${problem}`)
    }

    function scalar<T>(
      expected: string,
      fallback: T | undefined,
      check: (value: unknown) => value is T
    ): T {
      if (isMissing && fallback !== undefined) return fallback
      if (isMissing) throw error(`is missing; it must be ${expected}`)
      if (!check(value)) throw error(`must be ${expected}`)
      return value
    }

    function pairs(): Pair[] {
      if (isMissing) return []
      if (!isMap(node)) throw error('must be a mapping')
      return node.items
    }

    return {
      error,
      exists: () => !isMissing,
      at(key) {
        const pair = pairs().find((candidate) => keyOf(candidate) === key)
        return nodeAt(pair?.value, [...path, key], offsetOf(pair?.key, offset))
      },
      entries: () =>
        pairs().map((pair) => {
          const key = keyOf(pair)
          return [key, nodeAt(pair.value, [...path, key], offsetOf(pair.key, offset))]
        }),
      items() {
        if (isMissing) return []
        if (!isSeq(node)) throw error('must be a list')
        return node.items.map((item, i) =>
          nodeAt(item, [...path, String(i)], offsetOf(item, offset))
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
      text: () => (isMissing ? '' : `${value as string | number | boolean}`)
    }
  }
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key)
}

function offsetOf(node: unknown, fallback: number): number {
  const { range } = (node ?? {}) as { range?: [number, number, number] | null }
  return range?.[0] ?? fallback
}
