import { serve } from '../shared/http/serve'
import { cancelOrder } from './cancel-order'
import { getOrder } from './get-order'
import { getProduct } from './get-product'
import { listOrders } from './list-orders'
import { listProducts } from './list-products'
import { payOrder } from './pay-order'
import { placeOrder } from './place-order'
import { refundOrder } from './refund-order'
import { searchProducts } from './search-products'

export const { main_handler } = serve({
  listProducts,
  getProduct,
  searchProducts,
  placeOrder,
  listOrders,
  getOrder,
  payOrder,
  cancelOrder,
  refundOrder
})
