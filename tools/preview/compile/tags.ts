/** Tags that the preview draws (tools/preview/browser/phone/built-in). */
export const DRAWN_TAGS = words(
  'view text button image scroll-view input textarea form label switch navigator icon'
)

/** Tags of the template language itself. */
export const SYNTAX_TAGS = words('block template import include wxs slot')

/**
 * WeChat's other tags, which the preview does not draw
 * (developers.weixin.qq.com/miniprogram/dev/component/).
 */
export const NOT_DRAWN_TAGS = words(
  `ad ad-custom audio camera canvas channel-live channel-video checkbox checkbox-group cover-image
  cover-view double-tap-gesture-handler editor editor-portal force-press-gesture-handler
  functional-page-navigator grid-builder grid-view horizontal-drag-gesture-handler
  keyboard-accessory list-builder list-view live-player live-pusher long-press-gesture-handler map
  match-media movable-area movable-view native-component navigation-bar nested-scroll-body
  nested-scroll-header official-account official-account-publish open-container open-data
  open-data-item open-data-list page-container page-meta pan-gesture-handler picker picker-view
  picker-view-column progress radio radio-group rich-text root-portal scale-gesture-handler
  selection share-element slider snapshot span sticky-header sticky-section store-coupon store-gift
  store-home store-product swiper swiper-item tap-gesture-handler vertical-drag-gesture-handler
  video voip-room web-view xr-frame`
)

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}
