import { Component } from 'glass-easel'
import { textOf, type WxElement } from '../element'
import { emit, type Field } from './define'

/** Submits the form around an element, with the values of its named fields. */
export function submitForm(within: HTMLElement): void {
  const form = within.closest('wx-form')
  if (!form) return
  const value: Record<string, unknown> = {}
  for (const field of form.querySelectorAll<Field>('*')) {
    const named = readOwnField(field) ?? { name: textOf(field, 'name'), value: field.value }
    if (named.name && named.value !== undefined) value[named.name] = named.value
  }
  emit(form, 'submit', { value, formId: '' })
}

export function resetForm(within: HTMLElement): void {
  const form = within.closest('wx-form')
  if (!form) return
  for (const field of form.querySelectorAll<Field>('*')) field.wxReset?.()
  emit(form, 'reset')
}

/** A component of the mini-program that is a field: `behaviors: ['wx://form-field']`. */
function readOwnField({ __wxElement: node }: WxElement) {
  if (!node || !Component.isComponent(node)) return undefined
  const { name, value } = node.data as { name?: string; value?: unknown }
  return typeof name === 'string' && name ? { name, value } : undefined
}
