import { join } from 'node:path'
import { DEFAULT_REGION, type FunctionSettings, SCF_DEFAULTS } from './function-settings'
import { readTriggers } from './read-triggers'
import { readYamlNodes, type YamlNode } from './yaml-node'

/** By default 128 GB for all functions of an account in a region; without a reserve, all of that */
const REGION_QUOTA_MB = 128 * 1024

export interface ReadFunctionsOptions {
  /** Where the built bundles are */
  distDir: string
  /**
   * For every function, or, as an object under a function's name, for that function alone. Wins
   * over what the file sets.
   */
  environment: Record<string, string | Record<string, string>>
}

/**
 * Reads the functions, with our own keys `type: web`, `instanceConcurrency` and
 * `reservedInstances`. Throws an Error that names file and line for what the platform would refuse.
 */
export function readFunctions(
  serverlessFile: string,
  options: ReadFunctionsOptions
): FunctionSettings[] {
  const root = readYamlNodes(serverlessFile)
  const provider = root.at('provider')
  return root
    .at('functions')
    .entries()
    .map(([name, node]) => readFunction(name, node, provider, options))
}

function readFunction(
  name: string,
  node: YamlNode,
  provider: YamlNode,
  { distDir, environment }: ReadFunctionsOptions
): FunctionSettings {
  const [file, exported, ...rest] = node.at('handler').string().split('.')
  if (!file || !exported || rest.length)
    throw node.at('handler').error('must be <bundle>.<exported name>')
  const type = node.at('type').oneOf(['event', 'web'], 'event')
  const memoryMb = readMemory(node, provider)
  const { isApigw, timers, objects, topics } = readTriggers(node, type)
  const maxInstances = node
    .at('reservedInstances')
    .integer(1, 1000, Math.floor(REGION_QUOTA_MB / memoryMb))
  checkProvisioned(node.at('provisionedInstances'), maxInstances)
  return {
    name,
    bundle: join(distDir, `${file}.js`),
    type,
    event: isApigw ? 'apigw' : 'url',
    handler: exported,
    timeoutSeconds: readLimit(node, provider, 'timeout', 1, 900),
    initTimeoutSeconds: readLimit(node, provider, 'initTimeout', 3, 300),
    memoryMb,
    concurrency: readConcurrency(node, type),
    maxInstances,
    environment: {
      ...literals(provider),
      ...literals(node),
      ...environmentOf(name, environment)
    },
    timers,
    ...(objects.length && { objects }),
    ...(topics.length && { topics }),
    region: readRegion(provider.at('region'))
  }
}

/** The function's, else the provider's, else the platform's. */
function readLimit(
  node: YamlNode,
  provider: YamlNode,
  key: keyof typeof SCF_DEFAULTS,
  least: number,
  most: number
): number {
  const fallback = provider.at(key).integer(least, most, SCF_DEFAULTS[key])
  return node.at(key).integer(least, most, fallback)
}

function readMemory(node: YamlNode, provider: YamlNode): number {
  const memoryMb = readLimit(node, provider, 'memorySize', 64, 3072)
  if (memoryMb === 64 || memoryMb % 128 === 0) return memoryMb
  const source = node.at('memorySize').exists() ? node : provider
  throw source.at('memorySize').error('must be 64 or a multiple of 128')
}

function readConcurrency(node: YamlNode, type: FunctionSettings['type']): number {
  const concurrency = node.at('instanceConcurrency')
  if (type === 'event' && concurrency.exists())
    throw concurrency.error('only web functions take more than one request at once')
  return concurrency.integer(1, 100, 1)
}

/** While a release has a share of the calls, two versions have them. A setting may stand in for the number. */
function checkProvisioned(node: YamlNode, maxInstances: number): void {
  if (node.text().includes('${')) return
  if (2 * node.integer(0, 1000, 0) > maxInstances)
    throw node.error('may be at most half of reservedInstances: a gray release has two versions')
}

/** A region that the file takes from elsewhere (`${opt:...}`) makes no difference here. */
function readRegion(node: YamlNode): string {
  const region = node.string(DEFAULT_REGION)
  return region.includes('${') ? DEFAULT_REGION : region
}

/** The variables that the file itself sets; the caller brings those from elsewhere (`${env:...}`). */
function literals(node: YamlNode): Record<string, string> {
  const variables = node.at('environment').at('variables').entries()
  const texts = variables.map(([name, value]) => [name, value.text()] as const)
  return Object.fromEntries(texts.filter(([, text]) => !text.includes('${')))
}

function environmentOf(
  name: string,
  environment: ReadFunctionsOptions['environment']
): Record<string, string> {
  const common = Object.entries(environment).filter(([, value]) => typeof value === 'string')
  const own = environment[name]
  return { ...Object.fromEntries(common), ...(typeof own === 'object' && own) } as Record<
    string,
    string
  >
}
