import { prose, type Section, type Teller } from './section.js'

/** Why a run was skipped or broken, and what to do about it. */
export const reason: Teller = ({ verdict }, { columns }) => {
  const sections: Section[] = []
  if (verdict.outcome === 'broken') {
    const lines = prose('The testbed itself failed: this says nothing about the gateway.', columns)
    sections.push({ label: 'broken', lines })
  }
  if (verdict.why !== undefined) sections.push({ label: 'why', lines: prose(verdict.why, columns) })
  if (verdict.next !== undefined) sections.push({ label: 'next', lines: prose(verdict.next, columns) })
  return sections
}
