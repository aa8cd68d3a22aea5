import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseYaml, type YamlFile } from '../contract/read/yaml-file'

/**
 * Opens a file that messages name with its folder: "deploy/serverless.yml:17". Throws an Error that
 * names the line where it is not YAML.
 */
export function openYaml(file: string): YamlFile {
  return parseYaml(readFileSync(file, 'utf8'), join(basename(dirname(file)), basename(file)))
}
