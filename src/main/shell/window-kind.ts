import { HOST, SCHEME } from './protocol';

export type WindowKind = 'help' | 'assist';

export function pageUrl(kind: WindowKind): string {
  return `${SCHEME}://${HOST}/agent/${kind}/index.html`;
}
