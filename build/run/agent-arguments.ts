export interface AgentArguments {
  readonly args: readonly string[];
  readonly token: string | undefined;
}

const TOKEN = '--token';

/** Takes the enrolment token out of the arguments: it goes to the agent by environment, out of the process list. */
export function splitToken(given: readonly string[]): AgentArguments {
  const args: string[] = [];
  let token: string | undefined;
  for (let at = 0; at < given.length; at += 1) {
    const arg = given[at] ?? '';
    if (arg === TOKEN) {
      at += 1;
      token = given[at];
    } else if (arg.startsWith(`${TOKEN}=`)) {
      token = arg.slice(TOKEN.length + 1);
    } else {
      args.push(arg);
    }
  }
  return { args, token };
}
