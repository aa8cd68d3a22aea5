/** What a request begins with; names of headers are in lower case. */
interface Head {
  path: string
  rawQuery: string
  headers: Record<string, string | undefined>
}

/** Of a request's address and headers together, at every door; also Node's default for HTTP. */
export const MAX_HEAD_BYTES = 16 * 1024

export function headBytes({ path, rawQuery, headers }: Head): number {
  return path.length + rawQuery.length + headerBytes(headers)
}

/** As on the wire: name, colon, space, value, line end; what SCF writes itself does not count. */
export function headerBytes(headers: Head['headers']): number {
  let bytes = 0
  for (const name in headers)
    if (!name.startsWith('x-scf-') && name !== 'x-forwarded-for')
      bytes += name.length + (headers[name]?.length ?? 0) + 4
  return bytes
}
