import { Failure } from '../shared/core/failure'
import { operation } from '../shared/http/operation'
import { products } from './products'

/** GET /shop/products/{id}: one product, as it is now. */
export const getProduct = operation('getProduct', { products }, async (call, { products }) => {
  const product = await products.find(call.path.id, call)
  if (!product) throw new Failure('NOT_FOUND', { message: 'There is no such product' })
  return { product }
})
