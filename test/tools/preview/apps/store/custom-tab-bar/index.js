import withCart from '../behaviors/with-cart'

Component({
  behaviors: [withCart],
  data: {
    active: 0,
    list: [
      { icon: 'home', text: '首页', url: 'pages/home/home' },
      { icon: 'cart', text: '购物车', url: 'pages/cart/cart' },
      { icon: 'user', text: '我的', url: 'pages/mine/mine' }
    ]
  },
  methods: {
    onChange({ detail }) {
      this.setData({ active: detail.value })
      wx.switchTab({ url: `/${this.data.list[detail.value].url}` })
    },
    init() {
      const page = getCurrentPages().pop()
      const route = page ? page.route.split('?')[0] : ''
      this.setData({ active: this.data.list.findIndex(({ url }) => url === route) })
    }
  }
})
