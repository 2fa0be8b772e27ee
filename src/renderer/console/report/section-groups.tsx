import { groupTitle } from '../../kit/report/describe';
import { useLanguage } from '../../kit/ui/language';
import { partId } from './part-links';
import type { ReportParts } from './report-parts';
import { SectionPanel } from './section-panel';
import classes from './report.module.css';

export function SectionGroups({ groups, wanted }: { groups: ReportParts['groups']; wanted: string }) {
  const language = useLanguage();
  return groups.map(({ group, views }) => {
    const title = groupTitle(language, group);
    return (
      <section key={group} id={partId(group)} tabIndex={-1} className={classes['part']} aria-label={title}>
        <h3>{title}</h3>
        {views.map((view) => (
          <SectionPanel key={view.section.key} view={view} wanted={wanted} />
        ))}
      </section>
    );
  });
}
