import { _, type KeywordCxt } from 'ajv'
import type Ajv2020 from 'ajv/dist/2020'
import { hasDuplicates } from '../door/has-duplicates'

/** By which generated validators import `hasDuplicates`. */
export const HAS_DUPLICATES = 'door:has-duplicates'

/** Replaces ajv's `uniqueItems`, which compares each item with each. */
export function withLinearUniqueItems(ajv: Ajv2020): Ajv2020 {
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must NOT have duplicate items' },
    code(context: KeywordCxt) {
      if (!context.schema) return
      const found = context.gen.scopeValue('keyword', {
        ref: hasDuplicates,
        code: _`require(${HAS_DUPLICATES}).hasDuplicates`
      })
      context.fail(_`${found}(${context.data})`)
    }
  })
  return ajv
}
