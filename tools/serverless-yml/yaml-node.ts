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
  const yaml = openYaml(file)
  return nodeAt(yaml.value, [])

  function nodeAt(value: unknown, path: string[]): YamlNode {
    const isMissing = value === undefined || value === null

    function error(problem: string): Error {
      return new Error(yaml.problem(path, `${path.join('.')}: ${problem}`))
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

    function members(): Record<string, unknown> {
      if (isMissing) return {}
      if (typeof value !== 'object' || Array.isArray(value)) throw error('must be a mapping')
      return value as Record<string, unknown>
    }

    return {
      error,
      exists: () => !isMissing,
      at: (key) => nodeAt(members()[key], [...path, key]),
      entries: () =>
        Object.entries(members()).map(([key, member]) => [key, nodeAt(member, [...path, key])]),
      items() {
        if (isMissing) return []
        if (!Array.isArray(value)) throw error('must be a list')
        return value.map((item, i) => nodeAt(item, [...path, String(i)]))
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
