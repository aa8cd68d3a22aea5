const said = require('../../behaviors/said')

/** A rich text shows images of the network alone. */
const PICTURE =
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="green"/></svg>'

Page({
  behaviors: [said],
  data: {
    icons: [
      'success',
      'success_no_circle',
      'info',
      'warn',
      'waiting',
      'cancel',
      'download',
      'search',
      'clear'
    ],
    modes: [
      'scaleToFill',
      'aspectFit',
      'aspectFill',
      'widthFix',
      'heightFix',
      'top',
      'center',
      'bottom right'
    ],
    percent: 40,
    nodes: [
      {
        name: 'p',
        attrs: { style: 'color: #c0392b; font-size: 32rpx' },
        children: [{ type: 'text', text: '数组 &lt;节点&gt;' }]
      },
      { name: 'img', attrs: { src: PICTURE, width: '60' } },
      { name: 'script', children: [{ type: 'text', text: 'never' }] }
    ],
    html: '<div class="rich"><h3>标题</h3><ol><li>一</li><li><b>二</b></li></ol><table><tr><td>格</td></tr></table><script>never()</script></div>'
  },
  grow() {
    this.setData({ percent: 90 })
  },
  onTabItemTap(item) {
    getApp().tab = item
  },
  onShareAppMessage: () => ({ title: '画廊', path: '/pages/views/views?from=share' })
})
