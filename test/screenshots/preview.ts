// Takes the pictures of the preview and the profile, from a stack that `npm start` runs with an empty database:
//   node --import tsx test/screenshots/preview.ts http://localhost:3000
import { type PreviewPage } from '../tools/preview/browser/preview-page'
import { pictureFile, shootPhone, takePictures } from './pictures'

async function takeProfile(preview: PreviewPage): Promise<void> {
  const { page, phone, set, follow, tap, sees, pickAvatar, rests } = preview
  await follow('我的资料')
  await sees('未绑定')
  await tap('选择头像')
  await pickAvatar()
  await phone.getByRole('textbox', { name: '昵称' }).click()
  await tap('自己输入')
  await page.keyboard.type('小雨')
  await tap('保存')
  await sees('已保存')
  await phone.getByText('已保存').waitFor({ state: 'detached' })
  await rests()
  await set('theme', 'dark')
  await phone.locator('html[data-theme=dark]').waitFor()
  await shootPhone(preview, 'profile')
}

takePictures(async (preview) => {
  await preview.page.setViewportSize({ width: 1120, height: 800 })
  await preview.page.screenshot({ path: pictureFile('preview') })
  await preview.page.setViewportSize({ width: 1120, height: 1060 })
  await takeProfile(preview)
})
