import { type SettingsStore } from '../../settings'
import { ask } from '../sheet'
import { api } from './api'

/** Where the phone is and what its user allows, by the panel's form. */
export function createPlace(settings: SettingsStore) {
  const position = () => {
    const { latitude, longitude, locationDenied } = settings.read()
    if (locationDenied) throw new Error('fail auth deny')
    return {
      latitude,
      longitude,
      speed: -1,
      accuracy: 65,
      altitude: 0,
      verticalAccuracy: 65,
      horizontalAccuracy: 65
    }
  }
  const authSetting = () => ({ 'scope.userLocation': !settings.read().locationDenied })

  return {
    getLocation: api('getLocation', position),
    getFuzzyLocation: api('getFuzzyLocation', position),
    chooseLocation: api('chooseLocation', () => {
      const { latitude, longitude } = position()
      const { place, addressDetail } = settings.read()
      return { name: place, address: addressDetail, latitude, longitude }
    }),
    openLocation: api(
      'openLocation',
      async ({ name, address }: { name?: string; address?: string }) => {
        await ask({ title: name ?? '位置', text: address ?? '', choices: [{ label: '关闭' }] })
      }
    ),
    chooseAddress: api('chooseAddress', async () => {
      const { addressName, addressPhone, addressDetail } = settings.read()
      const { chosen } = await ask({
        title: '选择收货地址',
        text: `${addressName} ${addressPhone} ${addressDetail}`,
        choices: [{ label: '取消' }, { label: '使用', kind: 'main' }],
        atBottom: true
      })
      if (chosen !== 1) throw new Error('fail cancel')
      return {
        userName: addressName,
        telNumber: addressPhone,
        detailInfo: addressDetail,
        detailInfoNew: addressDetail,
        provinceName: '广东省',
        cityName: '广州市',
        countyName: '海珠区',
        streetName: '',
        postalCode: '510000',
        nationalCode: '440105'
      }
    }),
    getSetting: api('getSetting', () => ({
      authSetting: authSetting(),
      subscriptionsSetting: { mainSwitch: true }
    })),
    openSetting: api('openSetting', async () => {
      const { chosen } = await ask({
        title: '设置',
        text: '使用我的地理位置',
        choices: [{ label: '不允许' }, { label: '允许', kind: 'main' }]
      })
      settings.change({ locationDenied: chosen === 0 })
      return { authSetting: authSetting() }
    }),
    authorize: api('authorize', ({ scope }: { scope: string }) => {
      if (scope === 'scope.userLocation') position()
    })
  }
}
