/**
 * Whether a warehouse gives the answers of the rules: the table of cases, asked there.
 * @packageDocumentation
 */
export {
  type CasePerson,
  type CheckOptions,
  checkCases,
  type Difference,
  type Report,
  type RunStatement,
  type SqlCase,
} from './check.js';
export { sqlCases, type Verification, verifySQL } from './verify.js';
