/**
 * Makes names unique: a name that is taken or was made before gets the first free number from 2 on. The next number is
 * remembered for each name, so that many equal names stay cheap.
 */
export function numbering(
  taken: ReadonlySet<string>,
  form: (name: string, number: number) => string = (name, number) => `${name}-${number}`,
): (name: string) => string {
  const next = new Map<string, number>()
  return (name) => {
    let number = next.get(name) ?? 1
    let unique = number === 1 ? name : form(name, number)
    while (taken.has(unique) || (number > 1 && next.has(unique))) unique = form(name, ++number)
    next.set(name, number + 1)
    if (number > 1 && !next.has(unique)) next.set(unique, 2)
    return unique
  }
}
