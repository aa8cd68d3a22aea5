import { readStored } from '../../api/storage'
import { type Weapp } from '../../app'
import { showBanner } from '../common/banner'
import { IDLE, run } from '../common/run'
import { type ProductCard, viewProduct } from './view'

type Tap = WechatMiniprogram.TouchEvent<object, object, { word: string }>
type Typed = WechatMiniprogram.Input

const HISTORY = 'shop/history/v1'
const LONGEST_HISTORY = 8

Page({
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

  async onPullDownRefresh(): Promise<void> {
    await this.again()
    await wx.stopPullDownRefresh()
  },

  onReachBottom(): void {
    if (this.data.next) void this.load(this.data.next)
  },

  again(): Promise<void> {
    return this.load('')
  },

  load(next: string): Promise<void> {
    const words = { busy: '正在加载…', undone: '加载失败', again: true }
    return run(this, words, async () => {
      const { found, more } = this.data.q ? await this.search(next) : await this.list(next)
      const products = [...(next ? this.data.products : []), ...found.map(viewProduct)]
      this.setData({ products, next: more, isLoaded: true })
    })
  },

  async list(cursor: string) {
    const { session } = getApp<Weapp>()
    const { result } = await session.call('listProducts', cursor ? { cursor } : {})
    return { found: result.products, more: result.next ?? '' }
  },

  async search(next: string) {
    const input = { q: this.data.q, page: Number(next || 1) }
    const { products, page, pages } = (await getApp<Weapp>().session.call('searchProducts', input))
      .result
    return { found: products, more: page < pages ? String(page + 1) : '' }
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

  showAll(): Promise<void> {
    return this.show('')
  },

  async show(q: string): Promise<void> {
    const { history: known } = this.data
    const history = q ? [q, ...known.filter((word) => word !== q)].slice(0, LONGEST_HISTORY) : known
    if (q) wx.setStorageSync(HISTORY, history)
    this.setData({ q, typed: q, history, isTyping: false, products: [], isLoaded: false, next: '' })
    await this.again()
  },

  forget(): void {
    wx.removeStorageSync(HISTORY)
    this.setData({ history: [] })
  }
})
