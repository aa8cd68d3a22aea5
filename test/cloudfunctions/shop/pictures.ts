// Takes the pictures of docs/shop.md, from a stack that `npm start` runs:
//   node --import tsx test/cloudfunctions/shop/pictures.ts http://localhost:3000
import { shootPhone, takePictures } from '../../screenshots/pictures'

takePictures(async (preview) => {
  const { follow, tap, sees, rests } = preview
  await follow('商店')
  await sees('明前龙井')
  await rests()
  await shootPhone(preview, 'shop/list')
  await follow('明前龙井 绿茶，¥198')
  await tap('立即购买')
  await sees('微信支付')
  await shootPhone(preview, 'shop/pay')
  await tap('支付')
  await sees('已支付')
  await rests()
  await shootPhone(preview, 'shop/order')
})
