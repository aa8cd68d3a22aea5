import { readStored, writeStored } from '../../api/storage'
import { type Weapp } from '../../app'
import { showBanner } from '../common/banner'
import { LOAD_WORDS, LOADING_PAGE } from '../common/loading-page'
import { IDLE, run } from '../common/run'
import { type ProductCard, viewProduct } from './view'

type Tap = WechatMiniprogram.TouchEvent<object, object, { word: string }>
type Typed = WechatMiniprogram.Input

const HISTORY = 'shop/history/v1'
const LONGEST_HISTORY = 8

Page({
  ...LOADING_PAGE,

  data: {
    ...IDLE,
    typed: '',
    /** What is being shown: the products with these words, or all of them. */
    q: '',
    isTyping: false,
    history: [] as string[],
    products: [] as ProductCard[],
    isLoaded: false,
    next: '',
    /** In place of products while they are loading for the first time. */
    blanks: [1, 2, 3, 4]
  },

  onShow(): void {
    showBanner(this)
    this.setData({ history: readStored<string[]>(HISTORY) ?? [] })
    if (!this.data.isLoaded) void this.again()
  },

  onReachBottom(): void {
    const { next } = this.data
    if (next) void run(this, { ...LOAD_WORDS, again: false }, () => this.read(next))
  },

  load(): Promise<void> {
    return this.read('')
  },

  async read(next: string): Promise<void> {
    const { q } = this.data
    const { found, more } = await this.find(q, next)
    // something else has been searched for meanwhile, or the same again
    if (q !== this.data.q || (next && next !== this.data.next)) return this.read('')
    const products = [...(next ? this.data.products : []), ...found.map(viewProduct)]
    this.setData({ products, next: more, isLoaded: true })
  },

  /** `next` is a cursor, or the number of a page of what was searched for. */
  async find(q: string, next: string) {
    const { session } = getApp<Weapp>()
    if (q) {
      const { result } = await session.call('searchProducts', { q, page: Number(next || 1) })
      const { products: found, page, pages } = result
      return { found, more: page < pages ? String(page + 1) : '' }
    }
    const { result } = await session.call('listProducts', next ? { cursor: next } : {})
    return { found: result.products, more: result.next ?? '' }
  },

  onType({ detail }: Typed): void {
    this.setData({ typed: detail.value, isTyping: true })
  },

  onFocus(): void {
    this.setData({ isTyping: true })
  },

  onSearch(): Promise<void> {
    return this.show(this.data.typed.trim())
  },

  onPickWord({ currentTarget }: Tap): Promise<void> {
    return this.show(currentTarget.dataset.word)
  },

  async show(q: string): Promise<void> {
    const { history: known } = this.data
    const history = q ? [q, ...known.filter((word) => word !== q)].slice(0, LONGEST_HISTORY) : known
    if (q) writeStored(HISTORY, history)
    this.setData({ q, typed: q, history, isTyping: false, products: [], isLoaded: false, next: '' })
    await this.again()
  },

  forget(): void {
    writeStored(HISTORY, undefined)
    this.setData({ history: [] })
  }
})
