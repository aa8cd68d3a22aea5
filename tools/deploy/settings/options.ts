import { parseArgs } from 'node:util'
import { type Stage, STAGES } from '../../contract'

export interface StageOptions {
  stage: Stage
  dryRun: boolean
}

/** The options that one command takes beyond --stage and --dry-run, by name. */
type ExtraOptions = Record<string, { type: 'string' | 'boolean' }>

/** Their values, as far as they are given. */
type GivenOptions<Extra extends ExtraOptions> = {
  [Name in keyof Extra]?: Extra[Name]['type'] extends 'string' ? string : boolean
}

/**
 * Reads the options that every command of this room takes, and those of one command (`extra`).
 * Throws an Error for an unknown option.
 */
export function readStageOptions<const Extra extends ExtraOptions>(
  args: string[],
  extra = {} as Extra
): StageOptions & GivenOptions<Extra> {
  const options = readOptions(args, extra)
  return { ...options, stage: readStage(options.stage) }
}

/** Like `readStageOptions`, for a command that also works without a stage. */
export function readOptions<const Extra extends ExtraOptions>(
  args: string[],
  extra: Extra
): Partial<StageOptions> & { dryRun: boolean } & GivenOptions<Extra> {
  const common = { stage: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const
  const { stage, 'dry-run': dryRun, ...given } = parse(args, { ...common, ...extra })
  const named = stage === undefined ? {} : { stage: readStage(String(stage)) }
  return { ...(given as GivenOptions<Extra>), ...named, dryRun: dryRun === true }
}

/** Throws an Error that says what to write instead of what is not understood. */
function parse(args: string[], options: ExtraOptions) {
  try {
    return parseArgs({ args, options }).values as Record<string, string | boolean | undefined>
  } catch (error) {
    const { message } = error as Error
    const [first = ''] = message.split('. ')
    const stage = STAGES.find((known) => first.includes(`'${known}'`))
    const advice = stage ? `write --stage ${stage}` : '--help lists the options'
    throw new Error(`${first}: ${advice}`, { cause: error })
  }
}

/** Throws an Error that lists the stages. */
export function readStage(text: string | undefined): Stage {
  const stage = STAGES.find((known) => known === text)
  if (!stage) throw new Error(`--stage must be one of ${STAGES.join(', ')}`)
  return stage
}
