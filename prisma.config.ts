import { defineConfig } from 'prisma/config'

/** For Prisma's own commands; the application connects through libs/read-models. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? '' },
})
