import { defineButton } from './button'
import { defineField } from './field'
import { defineForm, defineLabel, defineSwitch } from './form'
import { followTouches } from './hover'
import { defineIcon } from './icon'
import { defineImage } from './image'
import { defineNavigator } from './navigator'

import './view.css'

/** Defines the built-in elements; those without behavior (view, text ...) need only styles. */
export function defineBuiltIns(): void {
  defineButton()
  defineField('input')
  defineField('textarea')
  defineForm()
  defineLabel()
  defineSwitch()
  defineIcon()
  defineImage()
  defineNavigator()
  followTouches()
}
