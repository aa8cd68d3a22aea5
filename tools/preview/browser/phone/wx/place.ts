import { type SettingsStore } from '../../settings'
import { ask, askYesNo, confirm } from '../sheet'
import { apis } from './api'

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

  return apis({
    getLocation: position,
    getFuzzyLocation: position,
    chooseLocation() {
      const { latitude, longitude } = position()
      const { place, addressDetail } = settings.read()
      return { name: place, address: addressDetail, latitude, longitude }
    },
    async openLocation({ name, address }) {
      await ask({ title: name ?? '位置', text: address ?? '', choices: [{ label: '关闭' }] })
    },
    async chooseAddress() {
      const { addressName, addressPhone, addressDetail } = settings.read()
      await confirm({
        title: '选择收货地址',
        text: `${addressName} ${addressPhone} ${addressDetail}`,
        yes: '使用',
        atBottom: true
      })
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
    },
    getSetting: () => ({
      authSetting: authSetting(),
      subscriptionsSetting: { mainSwitch: true }
    }),
    async openSetting() {
      const question = { title: '设置', text: '使用我的地理位置', yes: '允许', no: '不允许' }
      const { chosen } = await askYesNo(question)
      if (chosen >= 0) settings.change({ locationDenied: chosen === 0 })
      return { authSetting: authSetting() }
    },
    authorize({ scope }) {
      if (scope === 'scope.userLocation') position()
    }
  })
}
