import { expect, test } from 'vitest'
import { Document } from 'yaml'
import { yamlText } from '../../src/render/documents/yaml.js'

test('a long list is written piece by piece to the same text', () => {
  for (const length of [0, 1, 500, 501, 1000, 1203]) {
    const sessions = Array.from({ length }, (_, number) => ({
      id: `s${number}`,
      tags: ['a: b', '- c'],
      abstract: 'One\n\nTwo',
    }))
    for (const fields of [{ sessions }, { kubeplan: 'catalogue/1', conference: { name: 'N' }, sessions }])
      expect(yamlText(fields)).toBe(new Document(fields, { aliasDuplicateObjects: false }).toString({ lineWidth: 0 }))
  }
})
