/** Records that have no id of their own are known again by their traits; docs/store.md says which. */
export const migration2 = `
alter table record add column traits text;
`
