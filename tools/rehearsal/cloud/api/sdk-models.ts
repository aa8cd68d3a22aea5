import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A parameter of a request, or a field of a structure inside one. */
interface Field {
  name: string
  isRequired: boolean
  /** string, number, boolean, or the name of another structure */
  type: string
  isList: boolean
}

type Models = Map<string, Field[]>

/** The versions of the APIs that the stand-in has. */
export const VERSIONS: Record<string, string> = {
  scf: '2018-04-16',
  cam: '2019-01-16',
  tag: '2018-08-13',
  cls: '2020-10-16',
  monitor: '2018-07-24',
  ssm: '2019-09-23'
}

const BLOCK = /export (?:interface (\w+) \{([^}]*)\}|type (\w+) = null)/g
const FIELD = /^\s*(\w+)(\?)?: (?:Array<(\w+)>|(\w+));/gm

const loaded = new Map<string, Models>()

/** The structures of an API, from the type definitions of tencentcloud-sdk-nodejs. */
export function modelsOf(service: string): Models {
  const found = loaded.get(service) ?? readModels(service)
  loaded.set(service, found)
  return found
}

function readModels(service: string): Models {
  const sdk = path.dirname(require.resolve('tencentcloud-sdk-nodejs/package.json'))
  const version = `v${VERSIONS[service]?.replaceAll('-', '')}`
  const file = path.join(sdk, 'tencentcloud/services', service, version, `${service}_models.d.ts`)
  const text = readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\//g, '')
  const models: Models = new Map()
  for (const [, name, body = '', empty] of text.matchAll(BLOCK))
    models.set(
      name ?? empty ?? '',
      [...body.matchAll(FIELD)].map(([, field = '', optional, item, type = '']) => ({
        name: field,
        isRequired: !optional,
        type: item ?? type,
        isList: item !== undefined
      }))
    )
  return models
}
