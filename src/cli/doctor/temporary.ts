import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { temporaryFolder } from '../../surroundings/index.js'
import { databaseScenarios } from './database.js'
import { good, type Probe } from './probe.js'

/** Whether there is a place for the folders of the database and of real gateways. */
export const temporary: Probe = {
  name: 'TMPDIR',
  weighs: 'some',
  async look(question) {
    try {
      await using folder = await temporaryFolder('doctor')
      const file = join(folder.path, 'file')
      await writeFile(file, 'x')
      await readFile(file)
      return good(tmpdir())
    } catch (error) {
      const lacks = `real gateways, and ${databaseScenarios(question)}`
      return { state: 'absent', found: (error as Error).message, lacks, todo: 'export TMPDIR=/a/folder/of/yours' }
    }
  }
}
