/** Asks the user before something that cannot be undone. */
export async function confirm(title: string, content: string, confirmText: string) {
  const confirmColor = isDark() ? '#fa7373' : '#b3262c'
  const answer = await wx.showModal({ title, content, confirmText, confirmColor })
  return answer.confirm
}

/** A modal cannot use the variables of a style sheet. */
function isDark(): boolean {
  return wx.canIUse('getAppBaseInfo') && wx.getAppBaseInfo().theme === 'dark'
}
