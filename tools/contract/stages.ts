/**
 * The stages that a project is deployed to, in the order in which a change passes them. Each has its
 * environment in environments.yaml and its settings in `.env.<stage>`.
 */
export const STAGES = ['test', 'prepub', 'release'] as const
export type Stage = (typeof STAGES)[number]

/** What `make` returns for each stage. */
export function byStage<T>(make: (stage: Stage) => T): Record<Stage, T> {
  return { test: make('test'), prepub: make('prepub'), release: make('release') }
}
