import { percentOf } from '../json-value';

/** `some avg10=0.00 avg60=1.71 avg300=1.37 total=3414452392`: the share of the last minute in which some work waited. */
export function parsePressure(text: string | null): number | null {
  return percentOf(/^some .*\bavg60=([\d.]+)/m.exec(text ?? '')?.[1]);
}
