import { isRow, type Row } from '../json-value';

/** Interfaces of a D-Bus object, each with its properties as plain values. */
export interface ManagedObject {
  path: string;
  interfaces: Readonly<Record<string, Row>>;
}

/**
 * `busctl --json=short call … GetManagedObjects`: objects → interfaces → properties, each value wrapped as
 * `{"type":"s","data":"…"}`. null where it is nothing of the kind.
 */
export function parseManagedObjects(value: unknown): ManagedObject[] | null {
  if (!isRow(value) || !Array.isArray(value['data'])) return null;
  const objects: unknown = value['data'][0];
  if (!isRow(objects)) return null;
  return Object.entries(objects).flatMap(([path, interfaces]) => {
    if (!isRow(interfaces)) return [];
    const plain = Object.entries(interfaces).flatMap(([name, properties]): [string, Row][] =>
      isRow(properties) ? [[name, unwrapped(properties)]] : [],
    );
    return [{ path, interfaces: Object.fromEntries(plain) }];
  });
}

function unwrapped(properties: Row): Row {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, isRow(value) ? value['data'] : value]),
  );
}
