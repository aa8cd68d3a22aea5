import { sha256 } from './sha256'

/** Tells one document from another; comments and line ends make no other one. */
export function hashDocument(document: unknown): string {
  return sha256(JSON.stringify(document))
}
