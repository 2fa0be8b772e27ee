import { LANGUAGES } from '../../words/language';
import { adml, ADML_CULTURES } from './adml';
import { admx } from './admx';
import { policyDocument } from './document';
import { policySchema } from './json-schema';
import { profileTemplate } from './profile';

/** Every file made from the table of settings, by its path in the repository. */
export function policyFiles(): Readonly<Record<string, string>> {
  const out = 'build/policy/out';
  return {
    [`${out}/Deskside.admx`]: admx(),
    ...Object.fromEntries(
      LANGUAGES.map((language) => [`${out}/${ADML_CULTURES[language]}/Deskside.adml`, adml(language)]),
    ),
    [`${out}/Deskside.mobileconfig`]: profileTemplate(),
    [`${out}/policy.schema.json`]: `${JSON.stringify(policySchema(), null, 2)}\n`,
    'docs/policy.md': policyDocument(),
  };
}
