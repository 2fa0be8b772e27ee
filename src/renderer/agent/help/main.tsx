import '../../kit/ui/strict-csp';
import { chooseLanguage } from '../../../shared/words/language';
import { helpBridge } from '../bridge';
import { mountPage } from '../mount-page';
import { HelpApp } from './help-app';

const bridge = helpBridge();
mountPage(
  () => bridge.call('help:state'),
  (state) => state.language,
  (state) => <HelpApp bridge={bridge} initial={state} />,
  chooseLanguage(navigator.languages),
);
