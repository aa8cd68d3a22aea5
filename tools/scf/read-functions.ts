import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCron } from './timers'
import { createYamlReader, type YamlNode } from './yaml-reader'
import { REGION, type FunctionSettings, type TimerSettings } from './settings'

export interface ReadOptions {
  /** Where the built bundles are */
  distDir: string
  /**
   * For every function; under a function's name, an object for it alone. Wins over what the file
   * sets.
   */
  environment: Record<string, string | Record<string, string>>
}

/**
 * The platform's defaults, for what the file does not say:
 * cloud.tencent.com/document/product/583/18586
 */
const DEFAULTS = { memorySize: 128, timeout: 3, initTimeout: 65 }
/**
 * 128 GB for all functions of an account in a region, by default: no reserve is a reserve of that
 * much
 */
const REGION_QUOTA_MB = 128 * 1024

/**
 * Reads the functions of deploy/serverless.yml, with our own keys `type: web`,
 * `instanceConcurrency` and `reservedInstances`. Throws one Error that names file and line for what
 * the platform would refuse.
 */
export function readFunctions(serverlessYml: string, options: ReadOptions): FunctionSettings[] {
  const root = createYamlReader(serverlessYml, readFileSync(serverlessYml, 'utf8'))
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
  options: ReadOptions
): FunctionSettings {
  const [file, exported, ...rest] = node.at('handler').string().split('.')
  if (!file || !exported || rest.length)
    throw node.at('handler').error('wanted <bundle>.<exported name>')
  const type = node.at('type').oneOf(['event', 'web'], 'event')
  const memoryMb = limit('memorySize', 64, 3072)
  if (memoryMb !== 64 && memoryMb % 128 !== 0)
    throw memoryNode().error('memory comes in steps of 128 MB')

  const concurrency = node.at('instanceConcurrency')
  if (type === 'event' && concurrency.exists())
    throw concurrency.error('only web functions take more than one request at once')
  const triggers = node
    .at('events')
    .items()
    .flatMap((item) => item.entries())
  const timers = triggers.filter(([kind]) => kind === 'timer').map(([, timer]) => readTimer(timer))
  if (type === 'web' && timers.length)
    throw node.at('events').error('a web function has no timer triggers')

  return {
    name,
    bundle: join(options.distDir, `${file}.js`),
    type,
    event: triggers.some(([kind]) => kind === 'apigw') ? 'apigw' : 'url',
    handler: exported,
    timeoutSeconds: limit('timeout', 1, 900),
    initTimeoutSeconds: limit('initTimeout', 3, 300),
    memoryMb,
    concurrency: concurrency.integer(1, 100, 1),
    maxInstances: node
      .at('reservedInstances')
      .integer(1, 1000, Math.floor(REGION_QUOTA_MB / memoryMb)),
    environment: {
      ...literals(provider),
      ...literals(node),
      ...environmentOf(name, options.environment)
    },
    timers,
    region: readRegion(provider.at('region'))
  }

  function limit(key: keyof typeof DEFAULTS, least: number, most: number): number {
    return node.at(key).integer(least, most, provider.at(key).integer(least, most, DEFAULTS[key]))
  }
  function memoryNode(): YamlNode {
    return node.at('memorySize').exists() ? node.at('memorySize') : provider.at('memorySize')
  }
}

/** A region that the file takes from elsewhere (`${opt:...}`) is any region here. */
function readRegion(node: YamlNode): string {
  const region = node.string(REGION)
  return region.includes('${') ? REGION : region
}

function readTimer(node: YamlNode): TimerSettings {
  const parameters = node.at('parameters')
  const argument = parameters.at('argument')
  return {
    name: node.at('name').string(),
    cron: readCron(parameters.at('cronExpression')),
    // the deployment plugin makes a trigger without `enable: true` and leaves it closed
    enabled: parameters.at('enable').boolean(false),
    ...(argument.exists() && { argument: argument.string() })
  }
}

function readCron(node: YamlNode): string {
  try {
    parseCron(node.string())
  } catch (error) {
    throw node.error((error as Error).message)
  }
  return node.string()
}

/**
 * The variables that the file itself gives; those it takes from elsewhere (`${env:...}`) are the
 * caller's to bring.
 */
function literals(node: YamlNode): Record<string, string> {
  const named = node.at('environment').at('variables').entries()
  const given = named.map(([name, value]) => [name, value.text()] as const)
  return Object.fromEntries(given.filter(([, value]) => !value.includes('${')))
}

function environmentOf(
  name: string,
  environment: ReadOptions['environment']
): Record<string, string> {
  const common = Object.entries(environment).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : []
  )
  const own = environment[name]
  return { ...Object.fromEntries(common), ...(typeof own === 'object' && own) }
}
