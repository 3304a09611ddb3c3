import { redisProblems } from './redis.check'

const info = (policy: string, appends: number) =>
  `# Memory\r\nused_memory:1\r\nmaxmemory_policy:${policy}\r\n\n# Persistence\r\naof_enabled:${appends}\r\n`

test('a Redis that keeps everything and writes it down is ready', () => {
  expect(redisProblems(info('noeviction', 1))).toEqual([])
})

test('a Redis that throws things away is no queue: it names the setting, in both languages', () => {
  const [problem] = redisProblems(info('allkeys-lru', 1))
  expect(problem).toMatchObject({ code: 'evicts', blocking: true })
  for (const sentence of [problem?.fr, problem?.en]) {
    expect(sentence).toContain('maxmemory-policy = allkeys-lru')
    expect(sentence).toContain('maxmemory-policy = noeviction')
  }
})

test('one that forgets at a crash is only worth a warning: the mails are in PostgreSQL', () => {
  expect(redisProblems(info('noeviction', 0))).toEqual([
    expect.objectContaining({ code: 'no_append_only_file', blocking: false }),
  ])
})

test('both are told at once, and what a managed Redis hides is not held against it', () => {
  expect(redisProblems(info('volatile-ttl', 0)).map(({ code }) => code)).toEqual(['evicts', 'no_append_only_file'])
  expect(redisProblems('# Memory\r\n')).toEqual([])
})
