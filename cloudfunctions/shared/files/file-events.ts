import { eventKind } from '../events/kind'

/** Some files are to be removed; `erase_user` (sql/0003-files.sql) writes this one too. */
export const filesDropped = eventKind<object>('files-dropped')

/**
 * A file has arrived in object storage, once per upload, by its lasting key. For checks of what is in
 * it: `files.look` returns where it is, and whether there still is one.
 */
export const fileUploaded = eventKind<{ key: string; kind: string }>('file-uploaded')
