/** What `prepare` runs: bundles the program, compiles the catalogues that ship, writes the JSON Schema. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { rolldown } from 'rolldown'
import { readCatalogue } from './formats/index.js'
import { catalogueSchema } from './formats/schema.js'
import { compile } from './store/compiled.js'

const root = join(__dirname, '..')
const dist = join(root, 'dist')

/** `main.cjs`, and one file for every part that is loaded with `import()`. */
async function bundle(): Promise<void> {
  const build = await rolldown({
    input: { main: join(root, 'src', 'main.ts') },
    platform: 'node',
    logLevel: 'warn',
  })
  await build.write({
    dir: dist,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    minify: true,
  })
}

function compileShipped(): void {
  const data = join(root, 'data')
  for (const file of readdirSync(data).filter((name) => name.endsWith('.yaml'))) {
    const { catalogue, problems } = readCatalogue(readFileSync(join(data, file)), file)
    if (!catalogue || problems.length > 0) throw new Error(`${file}: ${JSON.stringify(problems, null, 2)}`)
    const { head, details } = compile(catalogue)
    const slug = basename(file, '.yaml')
    if (catalogue.conference.slug !== slug) throw new Error(`${file}: its slug is ${catalogue.conference.slug}`)
    writeFileSync(join(dist, `${slug}.json`), head)
    writeFileSync(join(dist, `${slug}.details.json`), details)
  }
  writeFileSync(join(data, 'catalogue.schema.json'), `${JSON.stringify(catalogueSchema(), null, 2)}\n`)
}

async function build(): Promise<void> {
  mkdirSync(dist, { recursive: true })
  await bundle()
  compileShipped()
}

build().catch((error) => {
  throw error
})
