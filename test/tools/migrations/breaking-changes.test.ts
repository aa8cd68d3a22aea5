import { findBreakingChanges, type Migration, readMigrations } from '../../../tools/migrations'
import { project } from '../../support/project'

const migration = (sql: string): Migration => ({ name: '0009-x.sql', sql, checksum: '' })
const procedure = (parameters: string) =>
  `DROP PROCEDURE IF EXISTS p;\n\nCREATE PROCEDURE p(${parameters})\nSQL SECURITY INVOKER\nBEGIN\n` +
  '  DELETE FROM a;\n  DROP TABLE a;\nEND;\n'

describe("this project's migrations", () => {
  const all = readMigrations(project.migrationsDir)
  it.each(all.map((one, i) => [one.name, one, all.slice(0, i)] as const))(
    'finds that %s breaks no running code, or explains why in its line `-- contract: ...`',
    (_name, one, earlier) => {
      expect(one.contract ? [] : findBreakingChanges(one, earlier)).toEqual([])
    }
  )
})

describe('breaking changes', () => {
  it.each([
    ['DROP TABLE sessions;', 'DROP TABLE sessions'],
    ['DROP TABLE IF EXISTS sessions;', 'DROP TABLE IF EXISTS sessions'],
    ['RENAME TABLE users TO people;', 'RENAME TABLE users TO people'],
    ['TRUNCATE users;', 'TRUNCATE users'],
    ['CREATE UNIQUE INDEX u ON users (unionid);', 'CREATE UNIQUE INDEX u ON users (unionid)'],
    ...[
      'DROP COLUMN device',
      'DROP device',
      'MODIFY COLUMN device INT NULL',
      'CHANGE device label INT NULL',
      'RENAME COLUMN device TO label',
      'RENAME TO people',
      'ADD COLUMN age INT NOT NULL',
      'ADD age INT NOT NULL',
      'ADD UNIQUE KEY u (unionid)',
      'ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users (id)',
      'ADD CONSTRAINT c CHECK (age > 0)',
      'ALTER COLUMN age DROP DEFAULT',
      'ALTER age DROP DEFAULT'
    ].map((clause) => [
      `ALTER TABLE users\n  ADD COLUMN fine DECIMAL(9, 2) NULL,\n  ${clause};`,
      `ALTER TABLE users ${clause}`
    ])
  ])('finds %s', (sql, change) => {
    expect(findBreakingChanges(migration(`-- a comment\n${sql}\n`), [])).toEqual([change])
  })

  it('finds a procedure that is dropped or gets different parameters', () => {
    const old = migration(procedure('IN a INT'))
    expect(findBreakingChanges(migration('DROP PROCEDURE p;'), [old])).toEqual(['DROP PROCEDURE p'])
    const other = migration(procedure('IN a INT, IN b INT'))
    expect(findBreakingChanges(other, [old])).toEqual(['different parameters of p'])
  })
})

describe('harmless changes', () => {
  it.each([
    'CREATE TABLE more (id INT NOT NULL, UNIQUE KEY u (id));',
    'ALTER TABLE users ADD COLUMN a INT NULL, ADD COLUMN b INT NOT NULL DEFAULT 0, ADD KEY k (a);',
    'ALTER TABLE users DROP KEY users_unionid, DROP INDEX b, DROP FOREIGN KEY f;',
    "ALTER TABLE users ADD COLUMN a INT NULL COMMENT 'DROP TABLE, MODIFY x';",
    '-- DROP TABLE users;\n/* TRUNCATE users; */\nSELECT 1;',
    procedure('IN a INT')
  ])('accepts %s', (sql) => {
    expect(findBreakingChanges(migration(sql), [])).toEqual([])
  })

  it('accepts a procedure whose body alone has changed', () => {
    const changed = procedure('IN a INT').replace('DELETE FROM a', 'DELETE FROM b')
    expect(findBreakingChanges(migration(changed), [migration(procedure('IN a INT'))])).toEqual([])
  })
})

it('reads why a breaking change is safe from a line of its own', () => {
  const [step] = readMigrations(`${__dirname}/contract`)
  expect(step?.contract).toBe('no code since version 12 reads device')
  expect(findBreakingChanges(step as Migration, [])).toEqual([
    'ALTER TABLE sessions DROP COLUMN device'
  ])
})
