/** Each call of WeChat's that a template uses: what it is called with; `sync` has no callbacks. */
const url = () => getApp().backend || 'http://127.0.0.1:3000/echo'

module.exports = {
  界面: {
    showToast: { title: '好了', icon: 'success', duration: 300 },
    hideToast: {},
    showLoading: { title: '等等', mask: true },
    hideLoading: {},
    showModal: { title: '标题', content: '内容', confirmText: '是' },
    showActionSheet: { itemList: ['甲', '乙'] },
    setNavigationBarTitle: { title: '新标题' },
    setNavigationBarColor: { frontColor: '#000000', backgroundColor: '#ffffff' },
    showNavigationBarLoading: {},
    hideNavigationBarLoading: {},
    setTabBarBadge: { index: 1, text: '3' },
    showTabBarRedDot: { index: 0 },
    hideTabBarRedDot: { index: 0 },
    setTabBarItem: { index: 0, text: '组件们' },
    removeTabBarBadge: { index: 1 },
    hideTabBar: {},
    showTabBar: {},
    pageScrollTo: { scrollTop: 100, duration: 0 },
    startPullDownRefresh: {},
    stopPullDownRefresh: {},
    setBackgroundColor: { backgroundColor: '#eeeeee' },
    hideHomeButton: {}
  },
  存储: {
    setStorage: { key: 'k', data: { n: 1 } },
    getStorage: { key: 'k' },
    getStorageInfo: {},
    removeStorage: { key: 'k' },
    clearStorage: {},
    setStorageSync: { sync: ['s', [1, 2]] },
    getStorageSync: { sync: ['s'] },
    getStorageInfoSync: { sync: [] },
    removeStorageSync: { sync: ['s'] }
  },
  信息: {
    getSystemInfoSync: { sync: [] },
    getSystemInfo: {},
    getWindowInfo: { sync: [] },
    getDeviceInfo: { sync: [] },
    getAppBaseInfo: { sync: [] },
    getSystemSetting: { sync: [] },
    getAppAuthorizeSetting: { sync: [] },
    getAccountInfoSync: { sync: [] },
    getLaunchOptionsSync: { sync: [] },
    getEnterOptionsSync: { sync: [] },
    getMenuButtonBoundingClientRect: { sync: [] },
    getNetworkType: {},
    canIUse: { sync: ['button.open-type.chooseAvatar'] },
    getUpdateManager: { sync: [] },
    getLogManager: { sync: [] }
  },
  用户: {
    login: {},
    checkSession: {},
    getUserProfile: { desc: '用于展示' },
    getSetting: {},
    authorize: { scope: 'scope.userLocation' },
    getLocation: { type: 'gcj02' },
    chooseLocation: {},
    openLocation: { latitude: 23.1, longitude: 113.3, name: '塔' },
    chooseAddress: {},
    makePhoneCall: { phoneNumber: '10000' },
    setClipboardData: { data: '复制' },
    getClipboardData: {},
    scanCode: {},
    requestSubscribeMessage: { tmplIds: ['one'] },
    shareAppMessage: {},
    showShareMenu: { withShareTicket: true },
    getPrivacySetting: {},
    vibrateShort: { type: 'light' }
  },
  媒体: {
    chooseMedia: { count: 1, mediaType: ['image'] },
    chooseImage: { count: 1 },
    previewImage: { urls: ['/images/hill.svg'], current: 0 },
    getImageInfo: { src: '/images/hill.svg' },
    createInnerAudioContext: { sync: [] }
  },
  网络: {
    request: () => ({ url: url(), data: { a: 1 } }),
    downloadFile: () => ({ url: url() }),
    uploadFile: () => ({ url: url(), name: 'file', filePath: getApp().file }),
    connectSocket: { sync: [{ url: 'ws://127.0.0.1:9' }] }
  },
  没有的: {
    startBluetoothDevicesDiscovery: {},
    openBluetoothAdapter: {}
  }
}
