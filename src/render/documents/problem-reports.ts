import { type Problem, severityOf } from '../../model/index.js'
import { version } from '../../version.js'
import { safe } from '../screen/terminal.js'
import { sentenceOf } from '../sentences/sentences.js'
import { fileOf, placeOf } from '../sentences/words.js'
import type { ProblemsView } from '../views.js'
import { type Fields, filled } from './fields.js'
import { jsonText } from './json.js'

/** Formats in which systems that build things want to be told of problems. */
export const REPORTS = ['github', 'sarif'] as const
export type Report = (typeof REPORTS)[number]

export function reportText(report: Report, view: ProblemsView): string {
  return report === 'sarif' ? sarifText(view) : githubText(view)
}

/**
 * Workflow commands of GitHub, which shows each problem at its line. `%` and line ends are escaped as its runner undoes it, in
 * properties `:` and `,` as well (actions/toolkit, packages/core/src/command.ts).
 */
function githubText({ problems, file }: ProblemsView): string {
  const lines = problems.map((problem) => {
    const at = placeOf(problem)
    const properties = { file: safe(fileOf(problem, file)), line: at?.line, col: at?.column, title: problem.code }
    const written = Object.entries(properties).flatMap(([name, value]) => {
      return value === undefined
        ? []
        : `${name}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`
    })
    return `::${severityOf(problem)} ${written.join(',')}::${escapeData(messageOf(problem))}\n`
  })
  return lines.join('')
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function messageOf(problem: Problem): string {
  const { message, hint } = sentenceOf(problem)
  return hint === undefined ? message : `${message}\n${hint}`
}

/** A SARIF 2.1.0 log of one run. */
function sarifText({ problems, file }: ProblemsView): string {
  const codes = [...new Set(problems.map(({ code }) => code))]
  const driver = { name: 'kubeplan', version, rules: codes.map((id) => ({ id })) }
  const results = problems.map((problem): Fields => {
    const at = placeOf(problem)
    const region = at && filled({ startLine: at.line, startColumn: at.column })
    const physicalLocation = filled({ artifactLocation: { uri: uriOf(fileOf(problem, file)) }, region })
    return {
      ruleId: problem.code,
      level: severityOf(problem),
      message: { text: messageOf(problem) },
      locations: [{ physicalLocation }],
    }
  })
  return jsonText({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'unicodeCodePoints', results }],
  }).concat('\n')
}

/** A path as a relative reference, or as the address of a file. */
function uriOf(path: string): string {
  const written = path.split('/').map(encodeURIComponent).join('/')
  return path.startsWith('/') ? `file://${written}` : written
}
