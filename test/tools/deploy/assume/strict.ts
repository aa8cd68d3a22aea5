/** Imported before a rehearsal, runs it under the strict truth. */
process.env.REHEARSAL_TRUTH = 'strict'
