const DEFAULT_PROGRAM = '/var/lang/node18/bin/node'

/** The major version of a runtime such as Nodejs18.15; undefined for any other name. */
export function nodeMajor(runtime: string): string | undefined {
  return /^Nodejs(\d+)\.\d+$/.exec(runtime)?.[1]
}

/**
 * Has scf_bootstrap start the Node of this runtime, so that web functions run on the version that
 * the setting names. Throws an Error when the file names no program to replace.
 */
export function chooseNode(bootstrap: string, runtime: string): string {
  if (!bootstrap.includes(DEFAULT_PROGRAM))
    throw new Error(`scf_bootstrap does not name ${DEFAULT_PROGRAM}`)
  const major = nodeMajor(runtime)
  return major ? bootstrap.replace(DEFAULT_PROGRAM, `/var/lang/node${major}/bin/node`) : bootstrap
}
