/** Tags that the preview draws (tools/preview/browser/phone/built-in). */
export const DRAWN_TAGS = words(
  `audio button canvas checkbox checkbox-group cover-image cover-view editor form grid-view icon
  image input keyboard-accessory label list-view match-media movable-area movable-view navigation-bar
  navigator page-container page-meta picker picker-view picker-view-column progress radio radio-group
  rich-text root-portal scroll-view share-element slider span sticky-header sticky-section swiper
  swiper-item switch text textarea video view web-view`
)

/** Tags of the template language itself. */
export const SYNTAX_TAGS = words('block template import include wxs slot')

/**
 * WeChat's other tags, for which a browser lacks something: a labelled box takes their place
 * (developers.weixin.qq.com/miniprogram/dev/component/).
 */
export const PLACEHOLDER_TAGS = words(
  `ad ad-custom camera channel-live channel-video double-tap-gesture-handler draggable-sheet
  editor-portal force-press-gesture-handler functional-page-navigator grid-builder
  horizontal-drag-gesture-handler list-builder live-player live-pusher long-press-gesture-handler map
  native-component nested-scroll-body nested-scroll-header official-account
  official-account-publish open-container open-data open-data-item open-data-list pan-gesture-handler
  scale-gesture-handler selection snapshot store-coupon store-gift store-home store-product
  tap-gesture-handler vertical-drag-gesture-handler voip-room xr-frame`
)

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}
