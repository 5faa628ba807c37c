type Value = string | number | boolean | Value[]
export type Table = { [key: string]: Value | Table | Table[] }

/**
 * Reads the part of TOML that extension configurations use: tables, lists of tables, dotted headers, strings, numbers,
 * booleans and (also multi-line) lists. Throws on anything else, with its line.
 */
export function readToml(text: string): Table {
  const root: Table = {}
  let table = root
  const lines = text.split(/\r?\n/)
  for (let index = 0; index < lines.length; index += 1) {
    const start = index
    let line = withoutComment(lines[index] ?? '')
    if (line === '') continue
    const header = /^\[(\[)?([\w.-]+)\]\]?$/.exec(line)
    if (header) {
      table = open(root, (header[2] ?? '').split('.'), header[1] !== undefined)
      continue
    }
    while (opens(line) && index + 1 < lines.length) {
      index += 1
      line += ` ${withoutComment(lines[index] ?? '')}`
    }
    const pair = /^([\w-]+|"[^"]+")\s*=\s*(.+)$/.exec(line)
    if (!pair?.[1] || !pair[2]) throw new Error(`Line ${start + 1} is not a pair: ${line}`)
    table[pair[1].replaceAll('"', '')] = readValue(pair[2], start + 1)
  }
  return root
}

function open(root: Table, path: string[], isList: boolean): Table {
  let table = root
  for (const [depth, key] of path.entries()) {
    const isLast = depth === path.length - 1
    const found = table[key]
    if (isLast && isList) {
      const list = isTables(found) ? found : []
      table[key] = list
      list.push({})
      table = list.at(-1) ?? {}
    } else if (isTables(found)) {
      table = found.at(-1) ?? {}
    } else {
      const inner: Table = isTable(found) ? found : {}
      table[key] = inner
      table = inner
    }
  }
  return table
}

function readValue(text: string, line: number): Value {
  const inner = text.trim()
  if (inner === 'true' || inner === 'false') return inner === 'true'
  if (/^-?\d+(\.\d+)?$/.test(inner)) return Number(inner)
  if (/^"(?:[^"\\]|\\.)*"$/.test(inner)) return String(JSON.parse(inner))
  if (/^'[^']*'$/.test(inner)) return inner.slice(1, -1)
  if (/^\[.*\]$/.test(inner)) return splitList(inner.slice(1, -1)).map((item) => readValue(item, line))
  throw new Error(`Line ${line} has a value that is not understood: ${inner}`)
}

function splitList(text: string): string[] {
  const items = text.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,]+/g) ?? []
  return [...items]
}

function opens(line: string): boolean {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '')
  return (bare.match(/\[/g)?.length ?? 0) > (bare.match(/\]/g)?.length ?? 0)
}

function withoutComment(line: string): string {
  return line.replace(/^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'#])*)#.*$/, '$1').trim()
}

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isTables(value: unknown): value is Table[] {
  return Array.isArray(value) && value.every(isTable) && value.length > 0
}
