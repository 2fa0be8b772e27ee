export interface Job {
  label: string;
  pid: number | null;
  /** The exit code it last ended with; negative: the signal. */
  status: number;
}

/** `launchctl list`: PID, status and label, by tabs. */
export function parseLaunchctl(output: string): Job[] {
  const rows = output.matchAll(/^(-|\d+)\t(-?\d+)\t(.+?)\s*$/gm);
  return [...rows].map(([, pid, status, label = '']) => ({
    label,
    pid: pid === '-' ? null : Number(pid),
    status: Number(status),
  }));
}

/** Ended by the system itself to save memory or at its request: not a failure. */
const BY_REQUEST = new Set([0, -9, -15]);

export function hasFailed(job: Job): boolean {
  return job.pid === null && !BY_REQUEST.has(job.status) && !job.label.startsWith('com.apple.');
}
