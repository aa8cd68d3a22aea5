type Answer = (answer: { event: string; buttonId?: string }) => void

interface PrivacySetting {
  privacyContractName: string
}

/** The requests that wait for the user: several APIs may ask before there is an answer. */
const waiting: Answer[] = []

/**
 * Asks the user to agree to the privacy guideline when an API that the page calls requires it
 * (developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html).
 */
Component({
  data: {
    asked: false,
    contractName: '《用户隐私保护指引》'
  },

  lifetimes: {
    attached() {
      this.listen()
    },
    detached() {
      this.answer({ event: 'disagree' })
    }
  },

  pageLifetimes: {
    // Only the last listener is called, so each page registers again when it is shown.
    show() {
      this.listen()
    }
  },

  methods: {
    listen() {
      // Since base library 2.32.3; older ones do not wait for an agreement.
      if (!wx.canIUse('onNeedPrivacyAuthorization')) return
      wx.onNeedPrivacyAuthorization(((resolve: Answer) => {
        waiting.push(resolve)
        resolve({ event: 'exposureAuthorization' })
        this.setData({ asked: true })
      }) as never)
      void wx.getPrivacySetting({
        success: ({ privacyContractName }: PrivacySetting) =>
          privacyContractName && this.setData({ contractName: privacyContractName })
      })
    },

    read() {
      void wx.openPrivacyContract({ fail: () => undefined })
    },

    agree() {
      this.answer({ event: 'agree', buttonId: 'agree' })
    },

    refuse() {
      this.answer({ event: 'disagree' })
    },

    answer(answer: { event: string; buttonId?: string }) {
      waiting.splice(0).forEach((resolve) => resolve(answer))
      this.setData({ asked: false })
    }
  }
})
