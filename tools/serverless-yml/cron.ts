import { Cron } from 'croner'

/**
 * Reads SCF's cron: seven fields from second to year, in UTC+8; a day and a weekday given together
 * mean either. Throws for anything else.
 * @see https://cloud.tencent.com/document/product/583/9708
 */
export function parseCron(pattern: string): Cron {
  return new Cron(pattern, {
    mode: '7-part',
    timezone: 'Asia/Shanghai',
    domAndDow: false,
    paused: true
  })
}
