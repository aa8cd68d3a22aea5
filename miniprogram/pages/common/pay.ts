type Payment = Pick<
  WechatMiniprogram.RequestPaymentOption,
  'timeStamp' | 'nonceStr' | 'package' | 'signType' | 'paySign'
>

/**
 * Shows WeChat's payment sheet. False when the buyer has closed it; true proves nothing: only the
 * server knows whether something is paid.
 */
export async function pay(payment: Payment): Promise<boolean> {
  try {
    await wx.requestPayment(payment)
    return true
  } catch (error) {
    if (/cancel/.test(String((error as { errMsg?: string }).errMsg))) return false
    throw error
  }
}
