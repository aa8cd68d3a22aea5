/**
 * How the real cloud may behave where public sources disagree or say nothing. Nobody has measured
 * it for this project, so the rehearsal is repeated under each contradicting answer.
 */
export interface Truth {
  /** Whether CreateFunction and CreateCustomDomain set the tags that they get, or drop them silently */
  tagsAtCreation: 'set' | 'dropped'
  /** How the tag service names a function; `none`: it knows no functions at all */
  tagResources: 'any' | 'namespace' | 'none'
  /** Whether a function URL keeps the name that it was given */
  urlNames: 'given' | 'fixed'
  /** What UpdateAlias does to the weights without RoutingConfig */
  omittedRouting: 'clears' | 'keeps'
  /** ... and with one whose list is empty */
  emptyRouting: 'clears' | 'refused'
  /** `documented`: letters, digits, spaces, commas, full stops, Chinese (583/18586) */
  descriptions: 'any' | 'documented'
  /** What an empty list of variables does to those that a function has */
  emptyVariables: 'clears' | 'keeps'
  /** Whether a function may be created with a network whose ids are empty */
  emptyNetworks: 'accepted' | 'refused'
  /** Where a web function finds the key of its role; event functions have it in the environment */
  roleKey: 'environment' | 'headers'
  /** Whether a web function's process has SCF_FUNCTIONNAME */
  functionName: 'set' | 'missing'
  /** Whether a function's own lines carry its call's id when it has several calls at once */
  requestIds: 'exact' | 'mixed'
  /** Whether a line of JSON is stored as it is, or as fields of its own (583/18032) */
  jsonLines: 'text' | 'fields'
  /** Whether a new function's logs go to a topic that SCF makes */
  logTopic: 'none' | 'made'
  /** Whether changing an HTTPS domain needs its certificate again */
  domainCertificate: 'kept' | 'required'
  /** Whether numbers may be sent as text where a request is JSON */
  numbers: 'as text' | 'exact'
  /** Whether an empty list or text is answered as such, or as null (what 583 says of many fields) */
  nothing: 'empty' | 'null'
  /** Whether lists come with the number of all items */
  totals: 'given' | 'missing'
  /** For how long after a change reading still shows what was there before */
  staleMs: number
  /** Every how many calls one fails for no reason; 0: none */
  failingCalls: number
}

/** Everything is convenient. */
const lenient: Truth = {
  tagsAtCreation: 'set',
  tagResources: 'any',
  urlNames: 'given',
  omittedRouting: 'clears',
  emptyRouting: 'clears',
  descriptions: 'any',
  emptyVariables: 'clears',
  emptyNetworks: 'accepted',
  roleKey: 'environment',
  functionName: 'set',
  requestIds: 'exact',
  jsonLines: 'text',
  logTopic: 'none',
  domainCertificate: 'kept',
  numbers: 'as text',
  nothing: 'empty',
  totals: 'given',
  staleMs: 0,
  failingCalls: 0
}

/** What most reports of the real cloud say, all at once. */
const strict: Truth = {
  tagsAtCreation: 'dropped',
  tagResources: 'namespace',
  urlNames: 'fixed',
  omittedRouting: 'keeps',
  emptyRouting: 'clears',
  descriptions: 'documented',
  emptyVariables: 'keeps',
  emptyNetworks: 'refused',
  roleKey: 'headers',
  functionName: 'missing',
  requestIds: 'mixed',
  jsonLines: 'fields',
  logTopic: 'made',
  domainCertificate: 'required',
  numbers: 'exact',
  nothing: 'empty',
  totals: 'given',
  staleMs: 300,
  failingCalls: 29
}

/** The opposite where `strict` had to choose: no tags at all, no empty routing. */
const contrary: Truth = {
  ...strict,
  tagResources: 'none',
  urlNames: 'given',
  omittedRouting: 'clears',
  emptyRouting: 'refused',
  jsonLines: 'text',
  nothing: 'null',
  totals: 'missing',
  staleMs: 0,
  failingCalls: 0
}

export const TRUTHS = { lenient, strict, contrary }

export type TruthName = keyof typeof TRUTHS
