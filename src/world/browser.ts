export async function browse(url: string): Promise<void> {
  const { spawn } = await import('node:child_process')
  const [command, ...args] = BROWSERS[process.platform] ?? ['xdg-open']
  await new Promise<void>((resolve, reject) => {
    const browser = spawn(command as string, [...args, url], { detached: true, stdio: 'ignore' })
    browser.once('error', reject)
    browser.once('spawn', () => {
      browser.unref()
      resolve()
    })
  })
}

const BROWSERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}
