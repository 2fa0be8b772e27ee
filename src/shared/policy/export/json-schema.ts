import { settingWords } from '../../words/settings';
import { SETTING_KEYS, type SettingKey } from '../settings';
import { settingOf } from './managed';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** What the shape of a text alone does not say; the agent checks the same and more. */
const PATTERNS: Readonly<Partial<Record<SettingKey, string>>> = {
  serverUrl: '^https?://[^/?#@]+/?$',
  enrollToken: '^[A-Za-z0-9_-]{10,200}$',
};

/** JSON Schema of `/etc/deskside/policy.json`, for editors and for IT's own checks. */
export function policySchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://deskside.example.org/policy.schema.json',
    title: 'Deskside machine policy',
    description:
      'One object of settings in /etc/deskside/policy.json, owned by root and writable by root alone. A setting that is not here, or null, is not decided.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      SETTING_KEYS.filter((key) => settingOf(key).from.includes('machine')).map((key) => [
        settingOf(key).name,
        property(key),
      ]),
    ),
  };
}

function property(key: SettingKey): JsonSchema {
  const { fallback, floor, secret } = settingOf(key);
  const { label, help } = settingWords('en', key);
  return {
    title: label,
    description: help,
    ...shape(key),
    ...(floor === true || secret === true ? {} : { default: fallback }),
  };
}

function shape(key: SettingKey): JsonSchema {
  const { kind, floor } = settingOf(key);
  switch (kind.is) {
    case 'switch':
      return floor === true ? { enum: [true, null] } : { type: ['boolean', 'null'] };
    case 'text': {
      const pattern = PATTERNS[key];
      return {
        type: ['string', 'null'],
        maxLength: kind.max,
        ...(pattern === undefined ? {} : { pattern }),
      };
    }
    case 'choice':
      return { enum: [...kind.of, null] };
    case 'list':
      return {
        type: ['array', 'null'],
        maxItems: kind.max,
        items: kind.of === null ? { type: 'string', minLength: 1 } : { enum: kind.of },
      };
  }
}
