import type { Agenda, Block } from '../model/conference.js'

/** Adds a block at the end of the agenda. Returns the same object if it has that block already. */
export function addBlock(agenda: Agenda, block: Block): Agenda {
  const known = agenda.blocks.some(
    ({ title, start, end }) => title === block.title && start === block.start && end === block.end,
  )
  return known ? agenda : { ...agenda, blocks: [...agenda.blocks, block] }
}

/** The blocks with that title in any case or, if there are none, those whose titles begin with it. */
export function blocksNamed({ blocks }: Agenda, name: string): readonly Block[] {
  const wanted = name.trim().toLowerCase()
  const same = blocks.filter(({ title }) => title.toLowerCase() === wanted)
  return same.length > 0 || wanted === '' ? same : blocks.filter(({ title }) => title.toLowerCase().startsWith(wanted))
}

export function removeBlocks(agenda: Agenda, gone: readonly Block[]): Agenda {
  const isGone = (block: Block) =>
    gone.some(({ title, start, end }) => title === block.title && start === block.start && end === block.end)
  return gone.length === 0 ? agenda : { ...agenda, blocks: agenda.blocks.filter((block) => !isGone(block)) }
}
