/** Who proposes and who reviews stands in a plan's decisions; this is who carried it out. */
export const migration3 = `
alter table plan add column applied_by text;
`
