import { type Schemas } from '../../gateway-config/generated/contract'
import { type Deadline } from '../shared/core/deadline'
import { database, type SqlValue } from '../shared/database/database'
import { objectStorage, type StorageCall } from '../shared/files/object-storage'
import { part } from '../shared/parts/part'

type Product = Schemas['Product']

type ProductRow = Omit<Product, 'pictureUrl'> & { pictureUrl: string | null }

/**
 * Pictures are addresses, or keys of objects in FILES_BUCKET, which get one here. All methods throw what
 * Database.run throws, and SERVER_MISCONFIGURED for a key without a bucket.
 */
export interface Products {
  /** Newest first: those before an id. */
  list(before: number | undefined, count: number, call: StorageCall): Promise<Product[]>
  find(id: number, call: StorageCall): Promise<Product | undefined>
  /** Those that have every word somewhere, first those that have the first one in the title. */
  search(
    text: string,
    page: { number: number; size: number },
    call: StorageCall
  ): Promise<{ products: Product[]; count: number }>
}

/** What everybody may see, and may be half a minute late: an order looks at the stock itself. */
export const CACHED = { 'cache-control': 'public, max-age=30' }

const COLUMNS = 'id, title, price_fen AS priceFen, stock, picture_url AS pictureUrl'
const MOST_WORDS = 5
/** What MySQL's index can find: it holds pairs of characters. */
const INDEXED = /^[a-z0-9\p{Script=Han}]{2,}$/u

export const products = part({
  needs: { database, objectStorage },
  make({ database, objectStorage }): Products {
    function view({ pictureUrl, ...product }: ProductRow, { roleKey }: StorageCall): Product {
      if (pictureUrl === null) return product
      const isAddress = /^https?:/.test(pictureUrl)
      return {
        ...product,
        pictureUrl: isAddress ? pictureUrl : objectStorage.address(pictureUrl, roleKey)
      }
    }

    let hasIndex: boolean | undefined

    /** MariaDB cannot index Chinese; there, every title is read (docs/shop.md). */
    async function findIndex(deadline: Deadline): Promise<boolean> {
      const sql = `SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE()
        AND table_name = 'products' AND index_name = 'products_words' LIMIT 1`
      return (hasIndex ??= (await database.run(sql, [], deadline)).length > 0)
    }

    return {
      async list(before, count, call) {
        const sql = `SELECT ${COLUMNS} FROM products WHERE id < ? ORDER BY id DESC LIMIT ?`
        const rows = await database.run<ProductRow>(sql, [before ?? 2 ** 32, count], call.deadline)
        return rows.map((row) => view(row, call))
      },
      async find(id, call) {
        const sql = `SELECT ${COLUMNS} FROM products WHERE id = ?`
        const [row] = await database.run<ProductRow>(sql, [id], call.deadline)
        return row && view(row, call)
      },
      async search(text, { number, size }, call) {
        const { deadline } = call
        const words = text.normalize('NFKC').toLowerCase().trim().split(/\s+/).slice(0, MOST_WORDS)
        const { where, values } = condition(words, await findIndex(deadline))
        const [counted] = await database.run<{ count: number }>(
          `SELECT COUNT(*) AS count FROM products WHERE ${where}`,
          values,
          deadline
        )
        const rows = await database.run<ProductRow>(
          `SELECT ${COLUMNS} FROM products WHERE ${where}
           ORDER BY title LIKE ? ESCAPE '!' DESC, id DESC LIMIT ? OFFSET ?`,
          [...values, pattern(words[0] ?? ''), size, (number - 1) * size],
          deadline
        )
        return { products: rows.map((row) => view(row, call)), count: counted?.count ?? 0 }
      }
    }
  }
})

/** The index only narrows down what is read; whether a product has the words, LIKE decides. */
function condition(words: string[], hasIndex: boolean): { where: string; values: SqlValue[] } {
  const likes = words.map(() => "(title LIKE ? ESCAPE '!' OR words LIKE ? ESCAPE '!')")
  const values = words.flatMap((word) => [pattern(word), pattern(word)])
  const indexed = hasIndex ? words.filter((word) => INDEXED.test(word)) : []
  if (!indexed.length) return { where: likes.join(' AND '), values }
  const where = ['MATCH (title, words) AGAINST (? IN BOOLEAN MODE)', ...likes].join(' AND ')
  return { where, values: [indexed.map((word) => `+"${word}"`).join(' '), ...values] }
}

/** A word that may stand anywhere; its own % and _ are letters. */
function pattern(word: string): string {
  return `%${word.replace(/[!%_]/g, '!$&')}%`
}
