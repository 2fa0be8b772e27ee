import { createContext, useContext } from 'react';
import type { Person } from '../../../shared/model/person';
import { personMay } from '../../../shared/rules/access';

export interface Me {
  person: Person;
  organization: string;
}

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

/** Who is logged in; exists on every page behind the session gate. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('MeProvider is missing');
  return me;
}

export function useIsAdministrator(): boolean {
  return personMay(useMe().person.role, 'administrator');
}
