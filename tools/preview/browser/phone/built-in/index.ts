import { watchLongPress } from '../touch/long-press'
import { makeMouseTouch } from '../touch/mouse'
import { defineButton } from './button'
import { defineChoices } from './choice'
import { defineField } from './field'
import { defineForm } from './form'
import { followTouches } from './hover'
import { defineIcon } from './icon'
import { defineImages } from './image'
import { defineMedia } from './media'
import { defineMovable } from './movable'
import { defineNavigator } from './navigator'
import { definePageParts } from './page-parts'
import { definePicker } from './picker'
import { definePickerView } from './picker-view'
import { definePlaceholders } from './placeholder'
import { defineRichText } from './rich-text'
import { defineScrollView } from './scroll-view'
import { defineBars } from './slider'
import { defineSwiper } from './swiper'

import './form.css'
import './view.css'

/** Defines the built-in elements; those without behavior (view, text ...) need only styles. */
export function defineBuiltIns(): void {
  defineButton()
  defineField('input')
  defineField('textarea')
  defineForm()
  defineChoices()
  defineBars()
  defineIcon()
  defineImages()
  defineMedia()
  defineMovable()
  defineNavigator()
  definePageParts()
  definePicker()
  definePickerView()
  definePlaceholders()
  defineRichText()
  defineScrollView()
  defineSwiper()
  followTouches()
  makeMouseTouch()
  watchLongPress()
}
