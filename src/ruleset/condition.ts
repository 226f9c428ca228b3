/** A type-checked CEL expression with its source text; `holds` is pure. */
export type Condition = { readonly text: string; readonly holds: (facts: ConditionFacts) => boolean }

/** What a condition may ask about. Weights in thousandths of a bit as bigint, because CEL's integers are. */
export type ConditionFacts = Readonly<Record<string, unknown>>
