import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** Linux counts a process's memory in pages of a size that the same file does not contain. */
const PAGE_KB = pageKb()

/**
 * Measures how much memory a process uses, in MB: its own pages without those of files such as
 * Node's binary, which comes closest to what the platform reports (16 to 25 MB for a bare Node
 * function). Off Linux `usedMb` returns undefined, and only the heap limit applies. The file stays
 * open, so that a measurement costs one short read.
 */
export function createMemoryMeter(pid: number) {
  const buffer = Buffer.alloc(128)
  const file = PAGE_KB === undefined ? undefined : open(`/proc/${pid}/statm`)

  return {
    usedMb(): number | undefined {
      if (file === undefined || PAGE_KB === undefined) return undefined
      try {
        const length = readSync(file, buffer, 0, buffer.length, 0)
        const [, resident, shared] = buffer.toString('latin1', 0, length).split(' ', 3)
        return ((Number(resident) - Number(shared)) * PAGE_KB) / 1024
      } catch {
        // the process has ended
        return undefined
      }
    },
    close(): void {
      if (file !== undefined) closeSync(file)
    }
  }
}

/** Compares this process's size in kB with that in pages; a page is 4, 16 or 64 kB. */
function pageKb(): number | undefined {
  try {
    const [, pages] = readFileSync('/proc/self/statm', 'latin1').split(' ', 2)
    const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1')) ?? []
    if (!Number(kb) || !Number(pages)) return undefined
    return 4 ** Math.round(Math.log(Number(kb) / Number(pages)) / Math.log(4))
  } catch {
    return undefined
  }
}

function open(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch {
    return undefined
  }
}
