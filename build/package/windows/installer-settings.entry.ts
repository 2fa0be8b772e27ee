export { INSTALL_PROPERTIES } from '../../../src/shared/policy/export/managed';
