import type { SectionData } from '../../../shared/model/diagnostics';
import { foundSome } from '../by-platform';
import { parseLpoptions, parseLpstat } from '../parse/lpstat';
import type { ProgramOutcome } from '../run-program';
import { failed, notApplicable, type Found, type ProbeContext } from '../probe';

/** The printing system of Linux and macOS. */
export async function readPrinters(context: ProbeContext): Promise<Found<SectionData<'printers'>>> {
  const outcome = await runCups(context, 'lpstat', ['-r', '-l', '-p', '-d', '-v', '-o']);
  if (!outcome.ok && outcome.reason === 'program-missing') return notApplicable('no printing system');
  if (!outcome.ok) return failed(outcome.reason, outcome.detail);
  // Without any printer it exits with 1, so that the code tells nothing.
  const { schedulerRuns, printers } = parseLpstat(outcome.output, context.now());
  if (schedulerRuns === null) return failed('unreadable', 'lpstat says nothing of the scheduler');
  if (!schedulerRuns) {
    // Its programs often come along with others that never print.
    return (await context.resolvePath('/usr/sbin/cupsd')) === null
      ? notApplicable('no printing system')
      : failed('program-failed', 'the printing system (CUPS) does not run');
  }
  const rows = await Promise.all(
    printers.map(async (printer) => ({ ...printer, model: await modelOf(context, printer.name) })),
  );
  return foundSome(rows, 'no printer is set up');
}

async function modelOf(context: ProbeContext, name: string): Promise<string> {
  // It would be taken for an option.
  if (name.startsWith('-')) return '';
  const outcome = await runCups(context, 'lpoptions', ['-p', name]);
  return outcome.ok ? parseLpoptions(outcome.output) : '';
}

/** On macOS its programs speak the person's language, whatever the locale, unless this variable is there. */
function runCups(context: ProbeContext, program: string, args: readonly string[]): Promise<ProgramOutcome> {
  return context.platform === 'macos'
    ? context.run('env', ['SOFTWARE=', program, ...args])
    : context.run(program, args);
}
