/** Imported before a rehearsal, runs it under the contrary truth. */
process.env.REHEARSAL_TRUTH = 'contrary'
