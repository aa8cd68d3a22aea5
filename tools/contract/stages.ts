/**
 * The stages that a project is deployed to, in the order in which a change passes them. Each has its
 * environment in environments.yaml and its settings in `.env.<stage>`.
 */
export const STAGES = ['test', 'prepub', 'release'] as const
export type Stage = (typeof STAGES)[number]
