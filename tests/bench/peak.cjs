// Required before a program: tells at its end, on the fourth stream, the most memory it held, in KiB.
const { readFileSync, writeSync } = require('node:fs')

process.on('exit', () => {
  // The high water of this program alone: what the system counts for a process (ru_maxrss) holds that of its parent, too.
  const own = process.platform === 'linux' && /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  writeSync(3, own ? own[1] : String(process.resourceUsage().maxRSS))
})
