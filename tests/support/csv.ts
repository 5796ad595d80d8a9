/** Reads a table as RFC 4180 has it: every row with as many cells as the first, quotes doubled, lines ended by CRLF. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"|([^",\r\n]*)/y
  let at = 0
  while (at < text.length) {
    cell.lastIndex = at
    const [whole = '', quoted, plain = ''] = cell.exec(text) ?? []
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    at += whole.length
    if (text.startsWith(',', at)) at += 1
    else if (text.startsWith('\r\n', at)) {
      at += 2
      if (at < text.length) rows.push([])
    } else if (at < text.length) throw new Error(`no end of a cell at ${at}: ${text.slice(at, at + 20)}`)
  }
  const uneven = rows.find(({ length }) => length !== rows[0]?.length)
  if (uneven) throw new Error(`a row has ${uneven.length} cells: ${uneven}`)
  return rows
}
