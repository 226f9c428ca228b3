import { fieldNames } from './field.ts'

/** Columns of `customers.csv` in the neutral format, extra columns apart. */
export const customerColumnNames: readonly string[] = [
  'id', 'origin', 'createdOn', 'lastLoginOn', ...fieldNames, 'loginUserName', 'loginPasswordReference', 'staff', 'isCompany', 'redacted', 'dataRequestPending', 'deceased', 'sanctions',
]
