import { openOpenData } from '../../../cloudfunctions/shared/wechat/open-data'

/** WeChat's own examples: framework/open-ability/signature.html and its sample code. */
const PUBLISHED = {
  appId: 'wx4f4bc4dec97d474b',
  openid: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE',
  key: 'tiihtNczf5v6AKRyjwEUhQ==',
  iv: 'r7BXXKkLb8qrSNn05n0qiA==',
  encryptedData:
    'CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==',
  time: new Date(1477314187 * 1000)
}
const { iv, encryptedData, key, appId, openid } = PUBLISHED
const sessionKey = { key, user: { appId, openid } }

describe("WeChat's published examples", () => {
  it('opens the encryptedData of WeChat’s published example', () => {
    expect(openOpenData({ encryptedData, iv }, sessionKey, PUBLISHED.time)).toMatchObject({
      openId: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE',
      nickName: 'Band',
      unionId: 'ocMvos6NjeKLIBqg5Mr9QjxrP1FA',
      watermark: { timestamp: 1477314187, appid: 'wx4f4bc4dec97d474b' }
    })
  })

  it('accepts the signature of WeChat’s published rawData, and no other', () => {
    const rawData =
      '{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}'
    const reasonFor = (signature: string) => {
      const request = { encryptedData, iv, rawData, signature }
      try {
        openOpenData(request, { ...sessionKey, key: 'HyVFkGl5F5OQWJZZaNzBBg==' }, PUBLISHED.time)
      } catch (error) {
        return (error as { detail: { reason: string } }).detail.reason
      }
    }
    expect(reasonFor('75e81ceda165f4ffa64f4068af58c64b8f54b88c')).toBe('not readable')
    expect(reasonFor('75e81ceda165f4ffa64f4068af58c64b8f54b88d')).toBe('signature')
  })
})

describe('genuine open data', () => {
  const open = (change: Partial<typeof PUBLISHED>) => () => {
    const { appId, openid, key, iv, encryptedData, time } = { ...PUBLISHED, ...change }
    return openOpenData({ encryptedData, iv }, { key, user: { appId, openid } }, time)
  }
  const after = (seconds: number) => new Date(PUBLISHED.time.getTime() + seconds * 1000)

  it.each([
    ['of another user', { openid: 'oGZUI0egBJY1zhBYw2KhdUfwVJJF' }],
    ['of a user whose openid differs by case', { openid: 'ogZUI0egBJY1zhBYw2KhdUfwVJJE' }],
    ['of another mini-program', { appId: 'wx0000000000000000' }],
    ['that is too old', { time: after(301) }],
    ['from the future', { time: after(-61) }],
    ['encrypted with another key', { key: 'HyVFkGl5F5OQWJZZaNzBBg==' }]
  ])('refuses genuine data %s', (_what, change) => {
    expect(open(change)).toThrow('This data cannot be used')
  })

  it('accepts data that is up to five minutes old or one minute ahead', () => {
    expect(open({ time: after(299) })).not.toThrow()
    expect(open({ time: after(-59) })).not.toThrow()
  })
})
