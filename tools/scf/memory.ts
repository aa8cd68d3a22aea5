import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** Linux counts a process's memory in pages, and says nowhere near how large they are. */
const PAGE_KB = pageKb()

/**
 * Reads how much memory a process uses, in MB: its own pages, without those of files such as Node's
 * binary, which comes nearest to what the platform reports (a bare Node function shows 16 to 25 MB
 * there). Needs Linux: elsewhere `usedMb` gives undefined, and the heap limit alone stands guard.
 * The file stays open, so that looking at it costs one short read.
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

/** Compares the same size in kB and in pages, for this process; a page is 4, 16 or 64 kB. */
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
