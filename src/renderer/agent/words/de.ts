import { plural, type Catalog } from '../../../shared/words/language';
import type { en } from './en';

export const de: Catalog<typeof en> = {
  nav: {
    label: 'Bereiche dieses Fensters',
    request: 'Hilfe holen',
    tickets: 'Meine Tickets',
    check: 'Computer prüfen',
    settings: 'Einstellungen',
    back: 'Zurück',
  },
  loading: 'Wird geladen',
  showAll: (count) => `Alle ${count} anzeigen`,
  showFewer: 'Weniger anzeigen',
  copied: 'Kopiert',
  copyFailed: 'Nicht kopiert. Erneut versuchen',

  request: {
    question: 'Was funktioniert nicht?',
    placeholder: 'Zum Beispiel: Outlook öffnet sich seit heute Morgen nicht',
    canWork: 'Können Sie arbeiten?',
    canWorkAnswers: { no: 'Nein', 'with-difficulty': 'Eingeschränkt', yes: 'Ja' },
    affected: 'Wer ist betroffen?',
    affectedAnswers: { me: 'Nur ich', team: 'Mein Team', everyone: 'Alle' },
    send: 'Anfrage senden',
    shortcut: 'Strg+Enter sendet, Esc schließt und behält Ihren Text.',
    tooLong: (count) => `${count} Zeichen zu lang`,
    missingText: 'Schreiben Sie zuerst ein paar Worte.',
    missingCanWork: 'Geben Sie an, ob Sie arbeiten können.',
    missingAffected: 'Geben Sie an, wer betroffen ist.',
  },

  connection: {
    offline: 'Sie sind offline. Ihre Anfrage wird aufbewahrt und später gesendet.',
    unenrolled:
      'Dieser Computer ist noch mit keinem Helpdesk verbunden. Fragen Sie Ihre IT; Ihre Anfrage bleibt hier gespeichert.',
    pending:
      'Ihre IT hat diesen Computer noch nicht zugelassen. Ihre Anfrage bleibt hier gespeichert und wird danach sofort gesendet.',
  },

  screenshot: {
    title: 'Bildschirmfoto',
    take: 'Bildschirmfoto aufnehmen',
    hint: 'Dieses Fenster verschwindet kurz. Gesendet wird erst mit „Anfrage senden“.',
    choose: 'Welcher Bildschirm?',
    of: (name) => `Bildschirmfoto von ${name}`,
    edit: 'Bearbeiten',
    again: 'Neu aufnehmen',
    remove: 'Entfernen',
    notAllowed: 'Ihre Organisation möchte keine Bilder von Bildschirmen an Anfragen.',
    removed: 'Bildschirmfoto entfernt',
    attached: 'Bildschirmfoto angehängt',
  },

  editor: {
    title: 'Bildschirmfoto bearbeiten',
    tools: 'Werkzeuge',
    crop: 'Zuschneiden',
    arrow: 'Pfeil',
    blur: 'Verpixeln',
    undo: 'Rückgängig',
    done: 'Dieses Bild verwenden',
    apply: 'Auf Rahmen anwenden',
    picture: 'Bild. Ziehen Sie, um einen Bereich zu wählen.',
    help: 'Ziehen Sie auf dem Bild. Mit der Tastatur: Pfeiltasten bewegen den Rahmen, Umschalt mit Pfeiltasten ändert seine Größe, Enter wendet ihn an.',
    applied: { crop: 'Zugeschnitten', arrow: 'Pfeil gezeichnet', blur: 'Bereich verpixelt' },
    undone: 'Rückgängig gemacht',
    blurIsFinal:
      'Verpixelte Bereiche werden im Bild selbst ersetzt; niemand kann sie wieder sichtbar machen.',
  },

  report: {
    title: 'Über diesen Computer',
    collecting: (done, all) => `${done} von ${all} gesammelt`,
    collected: (parts) => `${parts} Teile gesammelt`,
    failed: (names, more) =>
      more === null ? `Nicht ermittelt: ${names}` : `Nicht ermittelt: ${names} und ${more} weitere`,
    left: (count, text) =>
      plural('de', count, { one: `${text} Teil ausgelassen`, other: `${text} Teile ausgelassen` }),
    none: 'Über diesen Computer wird nichts gesendet.',
    show: 'Was wird gesendet?',
    collectFailed:
      'Die Angaben zu diesem Computer ließen sich nicht sammeln. Sie können Ihre Anfrage ohne sie senden.',
    retry: 'Erneut versuchen',
    notYet: 'Wird noch gesammelt. Danach können Sie alles ansehen.',
  },

  sheet: {
    title: 'Was über diesen Computer gesendet wird',
    explain:
      'Genau das wird mit Ihrer Anfrage gesendet, sonst nichts. Schalten Sie aus, was Sie für sich behalten möchten.',
    size: (bytes) => `${bytes} insgesamt`,
    copy: 'Kopieren',
    raw: 'Wie gesendet (JSON)',
    plain: 'In Worten',
    include: (section) => `${section} senden`,
    leftOut: 'Ausgelassen. Der Helpdesk sieht nur, dass Sie es ausgelassen haben.',
    source: (source) => `Aus ${source}`,
    masked:
      'Passwörter, E-Mail-Adressen und Namen von Personen sind als ••• unkenntlich gemacht; Namen von WLANs, Hardware-Adressen und Seriennummern auch, wenn Ihre Organisation sie nicht braucht.',
    nothing: 'Keine',
    includeGroup: (group) => `„${group}“ senden`,
    sentOf: (sent, all) => `${sent} von ${all} gesendet`,
    search: 'In den Angaben suchen',
    notFound: (search) => `Nichts enthält „${search}“.`,
  },

  findings: {
    count: (count, text) =>
      plural('de', count, { one: `${text} Sache gefunden`, other: `${text} Sachen gefunden` }),
    severities: { critical: 'Wichtig', warning: 'Einen Blick wert', info: 'Gut zu wissen' },
    mayExplain: (title) => `Das könnte die Ursache sein: ${title}`,
    tryFirst: 'Sie können das zuerst versuchen oder die Anfrage senden.',
    justSend: 'Senden Sie die Anfrage: Der Techniker sieht das sofort.',
  },

  changes: {
    title: 'Was sich zuletzt geändert hat',
    since: (day) => `Seit ${day}, Neuestes zuerst`,
    nothing: (day) => `Seit ${day} hat sich nichts geändert.`,
    nothingToCompare: 'Noch nichts zum Vergleichen: Dieser Computer merkt sich seinen Zustand ab heute.',
  },

  check: {
    title: 'Meinen Computer prüfen',
    looking: 'Dieser Computer wird geprüft …',
    nothing: 'Nichts Auffälliges gefunden',
    nothingForYou: 'Nichts, was Sie selbst beheben müssten',
    others: (count, text) =>
      plural('de', count, {
        one: `${text} Sache ist etwas für Ihre IT. Wenn etwas nicht funktioniert, senden Sie eine Anfrage: Darin steht, was es ist.`,
        other: `${text} Sachen sind etwas für Ihre IT. Wenn etwas nicht funktioniert, senden Sie eine Anfrage: Darin steht, welche es sind.`,
      }),
    notChecked: (names) => `Nicht geprüft: ${names}`,
    checked: 'Geprüft',
    failed: 'Dieser Computer ließ sich nicht prüfen',
    failedNext: 'Versuchen Sie es erneut. Wenn etwas nicht funktioniert, bekommen Sie auch so Hilfe.',
    again: 'Erneut prüfen',
    copy: 'Geräteangaben kopieren',
    getHelp: 'Dazu Hilfe holen',
  },

  notApplicable: 'Auf diesem Computer nicht vorhanden',
  failedBecause: (reason) => `Nicht ermittelt: ${reason}`,

  tickets: {
    title: 'Meine Tickets',
    empty: 'Noch keine Tickets. Was Sie von diesem Computer senden, erscheint hier.',
    notNumbered: 'Noch nicht gesendet',
    notHere: (number) => `${number} wurde nicht von diesem Computer gesendet, oder nicht von Ihnen.`,
  },

  ticket: {
    saved: 'Auf diesem Computer gespeichert. Gesendet wird, sobald die Verbindung wieder da ist.',
    sending: 'Auf diesem Computer gespeichert. Wird gerade gesendet.',
    partRefused: {
      says: 'Etwas, das Sie hinzugefügt haben, hat der Helpdesk nicht angenommen.',
      next: 'Ihre Anfrage selbst ist angekommen. Schreiben Sie unten, wenn der Rest wichtig ist.',
    },
    number: (number) => `Ticket ${number}`,
    numberHint: 'Nennen Sie diese Nummer, wenn Sie anrufen.',
    status: {
      new: 'Neu',
      'in-progress': 'In Arbeit',
      'on-hold': 'Wartet',
      resolved: 'Gelöst',
      closed: 'Geschlossen',
      canceled: 'Storniert',
    },
    next: {
      new: 'Ihre Anfrage ist angekommen. Ein Techniker sieht sie sich an und antwortet hier.',
      'in-progress': 'Ihre Anfrage wird bearbeitet. Antworten erscheinen hier.',
      'on-hold': 'Der Helpdesk wartet auf etwas. Schreiben Sie unten, wenn es Neues gibt.',
      resolved:
        'Der Helpdesk hält das für gelöst. Stimmt das nicht, schreiben Sie unten; dann geht es weiter.',
      closed: 'Dieses Ticket ist geschlossen. Tritt das Problem wieder auf, senden Sie eine neue Anfrage.',
      canceled: 'Dieses Ticket wurde storniert. Brauchen Sie weiter Hilfe, senden Sie eine neue Anfrage.',
    },
    worksOnIt: (name) => `${name} bearbeitet Ihre Anfrage. Antworten erscheinen hier.`,
    conversation: 'Unterhaltung',
    you: 'Sie',
    waiting: 'Noch nicht gesendet',
    noAnswer: 'Noch keine Antwort.',
    reply: 'Ihre Antwort',
    replyPlaceholder: 'Dem Techniker schreiben',
    sendReply: 'Antwort senden',
    replied: 'Antwort gespeichert',
    thanks: 'Danke. Das Ticket ist als gelöst markiert.',
    solved: 'Es geht wieder',
    newRequest: 'Neue Anfrage senden',
  },

  settings: {
    title: 'Einstellungen',
    yours: 'Ihre Einstellungen',
    others: 'Von Ihrer Organisation festgelegt',
    always: 'Immer so',
    alwaysText: 'Das kann niemand ändern, weder Ihre IT noch der Helpdesk.',
    locked: 'Von Ihrer Organisation gesperrt',
    origin: {
      machine: 'von der IT an diesem Computer gesetzt',
      desk: 'vom Helpdesk gesetzt',
      argument: 'beim Start von Deskside gesetzt',
      user: 'von Ihnen gesetzt',
      default: 'wie ausgeliefert',
    },
    broken: {
      machine:
        'Die Einstellungen der IT an diesem Computer sind unlesbar. Die letzten gültigen sind in Kraft.',
      desk: 'Die Einstellungen Ihres Helpdesks sind unbrauchbar. Die letzten gültigen sind in Kraft.',
    },
    brokenNext: 'Sagen Sie es Ihrer IT. Sie können weiterarbeiten wie bisher.',
    atNextStart: 'Wirkt beim nächsten Start von Deskside.',
    resetTo: (value) => `Wie ausgeliefert: ${value}`,
    hotkeyHelp: 'Öffnet „Hilfe holen“ von überall.',
    recordHotkey: 'Hier klicken, dann die Tasten zusammen drücken.',
    noHotkey: 'Abgeschaltet',
    switchOff: 'Abschalten',
    saved: 'Gespeichert',
    failed: 'Die Einstellungen konnten nicht gelesen werden.',
  },

  consent: {
    heading: (name) => `${name} möchte Ihren Bildschirm sehen`,
    role: (title, organization) => [title, organization].filter(Boolean).join(', '),
    technician: 'IT-Support',
    about: 'Zu Ihrem Ticket',
    choose: 'Was möchten Sie zeigen?',
    screen: (name) => `Ganzer Bildschirm: ${name}`,
    window: (name) => `Fenster: ${name}`,
    nothingToShare: 'Auf diesem Computer lässt sich kein Bildschirm oder Fenster freigeben.',
    onlyLook: (name) => `${name} kann nur zusehen. Vor allem anderen werden Sie erneut gefragt.`,
    deny: 'Nicht erlauben',
    allow: 'Zusehen erlauben',
    chooseFirst: 'Wählen Sie zuerst einen Bildschirm oder ein Fenster.',
    left: (seconds) => `Noch ${seconds} zum Antworten. Ohne Antwort wird nichts gezeigt.`,
    failed: 'Ihr Bildschirm ließ sich nicht aufnehmen. Es wird nichts gezeigt.',
  },

  bar: {
    label: 'Bildschirmfreigabe',
    waitingFor: (name) => `Warten auf ${name}`,
    nobody: 'Gerade sieht niemand zu',
    watching: (names, count) => plural('de', count, { one: `${names} sieht zu`, other: `${names} sehen zu` }),
    paused: 'Angehalten, nichts wird gezeigt',
    onlyLook: 'Nur Ansicht',
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    end: 'Freigabe beenden',
    since: 'Freigegeben seit',
    linkLost: 'Verbindung zum Helpdesk verloren – die Freigabe läuft weiter',
    pictureLost: (name) => `Verbindung zu ${name} verloren – neuer Versuch läuft`,
  },

  ended: {
    title: 'Die Freigabe ist beendet',
    requester: 'Niemand sieht mehr Ihren Bildschirm.',
    technician: 'Der Techniker hat sie beendet. Niemand sieht mehr Ihren Bildschirm.',
    desk: 'Der Helpdesk hat sie beendet. Niemand sieht mehr Ihren Bildschirm.',
    nothing: 'Es wurde nichts gezeigt.',
    withdrawn: 'Die Bitte, Ihren Bildschirm zu sehen, wurde zurückgezogen.',
  },
};
