import type { SectionData } from '../../../shared/model/diagnostics';

export type Band = SectionData<'wifi'>[number]['band'];

/** Band and channel of a center frequency in MHz (IEEE 802.11, annex E). */
export function channelOf(mhz: number): { band: Band; channel: number | null } {
  if (mhz === 2484) return { band: '2.4 GHz', channel: 14 };
  if (mhz >= 2400 && mhz < 2484) return { band: '2.4 GHz', channel: Math.round((mhz - 2407) / 5) };
  if (mhz >= 5150 && mhz < 5925) return { band: '5 GHz', channel: Math.round((mhz - 5000) / 5) };
  if (mhz >= 5925 && mhz <= 7125) return { band: '6 GHz', channel: Math.round((mhz - 5950) / 5) };
  return { band: null, channel: null };
}

/** The band in a word such as `5 GHz`, `2,4 GHz`, `(6GHz, 160MHz)`; in any alphabet. */
export function bandIn(text: string): Band {
  const number = /\b(2(?:[.,]4)?|5|6)\s?(?:GHz|ГГц)/i.exec(text)?.[1];
  if (number === undefined) return null;
  return number.startsWith('2') ? '2.4 GHz' : number === '5' ? '5 GHz' : '6 GHz';
}

/** Without a word of the band, what the channel leaves open is only 6 GHz, whose numbers repeat. */
export function bandOf(channel: number): Band {
  if (channel >= 1 && channel <= 14) return '2.4 GHz';
  return channel >= 32 && channel <= 177 ? '5 GHz' : null;
}
