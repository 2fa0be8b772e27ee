import { said } from '../probe';

export interface SoundCard {
  number: number;
  name: string;
  driver: string;
}

/** Linux `/proc/asound/cards`: ` 0 [PCH            ]: HDA-Intel - HDA Intel PCH`, a second line with its place. */
export function parseSoundCards(text: string): SoundCard[] {
  return [...text.matchAll(/^\s*(\d+) \[[^\]]*\]: (.*?) - (.+)$/gm)].map((match) => ({
    number: Number(match[1]),
    driver: said(match[2], 80),
    name: said(match[3]),
  }));
}

/** `/proc/asound/pcm`: `00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1`. */
export function parseSoundDirection(text: string, card: number): 'output' | 'input' | 'both' | 'unknown' {
  const lines = text.split('\n').filter((line) => Number(/^(\d+)-/.exec(line)?.[1] ?? -1) === card);
  const plays = lines.some((line) => /: playback \d/.test(line));
  const records = lines.some((line) => /: capture \d/.test(line));
  if (plays && records) return 'both';
  if (plays) return 'output';
  return records ? 'input' : 'unknown';
}
