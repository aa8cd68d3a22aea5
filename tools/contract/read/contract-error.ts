/** A file of this folder cannot be used; each problem is one line `file:line: what is wrong`. */
export class ContractError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ContractError'
  }
}
