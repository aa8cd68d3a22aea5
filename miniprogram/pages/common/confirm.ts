/** Asks before what cannot be undone. */
export async function confirm(title: string, content: string, confirmText: string) {
  const answer = await wx.showModal({ title, content, confirmText, confirmColor: '#fa5151' })
  return answer.confirm
}
