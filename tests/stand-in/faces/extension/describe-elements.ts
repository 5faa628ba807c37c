import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** What one `s-*` element carries between an extension and the page. */
export type ElementShape = {
  properties: Record<string, 'string' | 'boolean' | 'number' | 'object'>
  events: string[]
  methods: string[]
}

const COMPONENTS = join(
  import.meta.dirname,
  '../../../../node_modules/@shopify/ui-extensions/build/ts/surfaces/checkout/components',
)
const NOT_COMPONENTS = new Set(['components.d.ts', 'components-shared.d.ts'])

/**
 * Every `s-*` element of Shopify's checkout surface with its properties, events and methods, read from the types
 * that Shopify publishes, so that the local store neither forgets nor invents one.
 */
export function describeElements(): Record<string, ElementShape> {
  const files = readdirSync(COMPONENTS)
    .filter((name) => name.endsWith('.d.ts') && !NOT_COMPONENTS.has(name))
    .map((name) => join(COMPONENTS, name))
  const program = ts.createProgram(files, {
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    strict: true,
    types: [],
  })
  const checker = program.getTypeChecker()
  const shapes: Record<string, ElementShape> = {}
  for (const file of files) {
    const source = program.getSourceFile(file)
    if (source) Object.assign(shapes, describeFile(source, checker))
  }
  return Object.fromEntries(Object.entries(shapes).sort(([left], [right]) => (left < right ? -1 : 1)))
}

function describeFile(source: ts.SourceFile, checker: ts.TypeChecker): Record<string, ElementShape> {
  const tag = /declare const tagName = "(s-[a-z-]+)"/.exec(source.text)?.[1]
  if (!tag) return {}
  const interfaces = source.statements.filter(ts.isInterfaceDeclaration)
  const members = (suffix: RegExp) =>
    interfaces
      .filter(({ name }) => suffix.test(name.text) && !name.text.startsWith('Base'))
      .flatMap((declaration) => checker.getTypeAtLocation(declaration).getProperties())
  const properties: ElementShape['properties'] = {}
  for (const member of members(/^\w+ElementProps$/)) properties[member.name] = kindOf(member, source, checker)
  return {
    [tag]: {
      properties,
      events: names(members(/^\w+ElementEvents$/)),
      methods: names(members(/^\w+ElementMethods$/)),
    },
  }
}

function names(members: ts.Symbol[]): string[] {
  return [...new Set(members.map((member) => member.name))].sort()
}

function kindOf(member: ts.Symbol, source: ts.SourceFile, checker: ts.TypeChecker) {
  const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(member, source))
  const text = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
  if (/\bboolean\b/.test(text) && !/string/.test(text)) return 'boolean'
  if (/^number$/.test(text)) return 'number'
  if (/\[\]$|^\{/.test(text)) return 'object'
  return 'string'
}
