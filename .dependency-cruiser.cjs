/** Who may import whom. The folders are layers: what is pure knows nothing of what is not. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'domain-is-pure',
      comment: 'The core imports itself, the contracts it speaks, zod, cel-js and temporal-polyfill.',
      severity: 'error',
      from: { path: '^libs/domain', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(libs/domain|libs/contracts|node_modules/(zod|@marcbachmann/cel-js|temporal-polyfill))' },
    },
    {
      name: 'contracts-are-data',
      severity: 'error',
      from: { path: '^libs/contracts', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(libs/contracts|node_modules/zod)' },
    },
    {
      name: 'workflows-know-contracts-alone',
      comment: 'No rule runs in the workflow sandbox: a changed rule would break the replay of running journeys.',
      severity: 'error',
      from: { path: '^workflows', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(workflows|libs/contracts|node_modules/@temporalio/(workflow|common))' },
    },
    {
      name: 'libs-below-apps',
      severity: 'error',
      from: { path: '^libs', pathNot: '^libs/testing' },
      to: { path: '^(apps|workflows|activities|tools|test)' },
    },
    {
      name: 'activities-know-libs-alone',
      severity: 'error',
      from: { path: '^activities', pathNot: '\\.test\\.ts$' },
      to: { path: '^(apps|workflows|tools|test)' },
    },
    {
      name: 'no-testing-in-service',
      severity: 'error',
      from: { path: '^(apps|activities|workflows|libs)', pathNot: '(\\.test\\.tsx?$|^libs/testing)' },
      to: { path: '^(libs/testing|test/)' },
    },
    {
      name: 'one-way-to-write',
      comment: 'Only the event store and the adapters named here hold a connection of their own.',
      severity: 'error',
      from: {
        path: '^(apps|activities|workflows|libs)',
        pathNot: '(^libs/(event-store|vault|engine|read-models|mail|queue|testing)|\\.test\\.ts$)',
      },
      to: { path: '^node_modules/pg/' },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '(\\.d\\.ts$|\\.config\\.|main\\.ts$|^test/)' }, to: {} },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: '(^node_modules|libs/read-models/generated)' },
    exclude: { path: '(^dist|libs/read-models/generated)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'import', 'types'] },
  },
}
