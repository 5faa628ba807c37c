import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type LaunchOptions, type Page } from 'playwright-core'

/** What a reader holds in their hand. */
export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

/** Remix answers bots, and headless browsers by that name, with the whole page or not at all: this is neither. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36'

export interface OpenBrowser {
  browser: Browser
  /** A window of its own; anything red on its console is pushed to `complaints`. */
  open(
    size: { width: number; height: number },
    locale?: string,
  ): Promise<{ page: Page; context: BrowserContext; complaints: string[] }>
  close(): Promise<void>
}

/** Starts a real Chromium: the one of CHROME_PATH, or the one that the project's packages bring. */
export async function openBrowser(): Promise<OpenBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'encore-browser-'))
  const browser = await chromium.launch(await whichBrowser(folder))
  return {
    browser,
    async open(size, locale = 'en-GB') {
      const context = await browser.newContext({
        viewport: size,
        userAgent,
        locale,
        timezoneId: 'America/New_York',
        hasTouch: size.width < desktop.width,
      })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      return { page, context, complaints }
    },
    async close() {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

// Root may not use the sandbox, and the only pages are ours.
const argumentsOfOurs = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none']

async function whichBrowser(folder: string): Promise<LaunchOptions> {
  const own = process.env.CHROME_PATH
  if (own) return { executablePath: own, args: argumentsOfOurs }
  const kept = { ...process.env }
  // Unpacks the libraries the browser needs as well, beside it, in a folder where no earlier run left half of them.
  Object.assign(process.env, { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x', TMPDIR: folder })
  const { default: packaged, setupLambdaEnvironment } = await import('@sparticuz/chromium')
  const executablePath = await packaged.executablePath()
  setupLambdaEnvironment(join(folder, 'al2023', 'lib'))
  const env = { ...process.env, FONTCONFIG_FILE: await writeFonts(folder) }
  process.env = kept
  // Its own arguments are made for a function that runs once: one process, and no security between pages.
  return { executablePath, args: argumentsOfOurs, env: withoutGaps(env) }
}

/** The package's font and those of this machine. */
async function writeFonts(folder: string): Promise<string> {
  const file = join(folder, 'encore-fonts.conf')
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
       <dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>
       <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
       <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
       <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
     </fontconfig>`,
  )
  return file
}

function withoutGaps(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}
