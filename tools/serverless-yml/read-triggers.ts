import { parseCron } from './cron'
import {
  type FunctionSettings,
  type ObjectTrigger,
  type TimerSettings,
  type TopicTrigger
} from './function-settings'
import { type YamlNode } from './yaml-node'

/** The triggers of a function. Throws an Error that names file and line of a wrong one. */
export function readTriggers(node: YamlNode, type: FunctionSettings['type']) {
  const triggers = node
    .at('events')
    .items()
    .flatMap((item) => item.entries())
  const timers = triggers.filter(([kind]) => kind === 'timer').map(([, timer]) => readTimer(timer))
  if (type === 'web' && timers.length)
    throw node.at('events').error('a web function has no timer triggers')
  const objects = triggers
    .filter(([kind]) => kind === 'cos')
    .map(([, trigger]) => readObjectTrigger(trigger.at('parameters')))
  if (type === 'web' && objects.length)
    throw node.at('events').error('a web function has no triggers of object storage')
  const topics = triggers
    .filter(([kind]) => kind === 'ckafka')
    .map(([, trigger]) => readTopicTrigger(trigger.at('parameters')))
  if (type === 'web' && topics.length)
    throw node.at('events').error('a web function has no triggers of CKafka')
  return { isApigw: triggers.some(([kind]) => kind === 'apigw'), timers, objects, topics }
}

/** What the deployment fills in where nothing is said. */
function readTopicTrigger(parameters: YamlNode): TopicTrigger {
  return {
    topic: parameters.at('topic').string(),
    maxMessages: parameters.at('maxMsgNum').integer(1, 10_000, 100),
    retries: parameters.at('retry').integer(0, 10_000, 10),
    enabled: parameters.at('enable').boolean(false)
  }
}

function readObjectTrigger(parameters: YamlNode): ObjectTrigger {
  const filter = parameters.at('filter')
  return {
    event: parameters.at('events').string('cos:ObjectCreated:*'),
    prefix: filter.at('prefix').string(''),
    suffix: filter.at('suffix').string(''),
    enabled: parameters.at('enable').boolean(false)
  }
}

function readTimer(node: YamlNode): TimerSettings {
  const parameters = node.at('parameters')
  const argument = parameters.at('argument')
  return {
    name: node.at('name').string(),
    cron: readCron(parameters.at('cronExpression')),
    // the deployment plugin creates a trigger without `enable: true` and leaves it closed
    enabled: parameters.at('enable').boolean(false),
    ...(argument.exists() && { argument: argument.string() })
  }
}

function readCron(node: YamlNode): string {
  const cron = node.string()
  try {
    parseCron(cron)
  } catch (error) {
    throw node.error((error as Error).message)
  }
  return cron
}
