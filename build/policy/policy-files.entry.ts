export { policyFiles } from '../../src/shared/policy/export/files';
