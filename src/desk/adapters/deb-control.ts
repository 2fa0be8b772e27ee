import { ok } from '../../shared/base/result';
import type { ReadControl } from '../features/updates/apt/apt-ports';
import { runProgram } from './run-program';

const DPKG_DEB = { name: 'dpkg-deb', from: 'dpkg' };

export const readControl: ReadControl = async (path) => {
  const read = await runProgram(DPKG_DEB, ['--field', path]);
  return read.ok ? ok(read.value.toString('utf8')) : read;
};
