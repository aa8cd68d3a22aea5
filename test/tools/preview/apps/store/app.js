import updateManager from './common/update'
import { createStore } from '~/common/store'

App({
  onLaunch() {
    this.store = createStore()
  },
  onShow() {
    updateManager()
  }
})
