/** Starts again as soon as a source of the mini-program is saved. */
export function reloadOnSave(): void {
  // a document without it (a test's) has nobody who saves
  if (typeof EventSource === 'undefined') return
  const changes = new EventSource('/preview/changes')
  changes.addEventListener('saved', () => location.reload())
}
