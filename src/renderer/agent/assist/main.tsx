import { chooseLanguage } from '../../../shared/words/language';
import { browserClock } from '../../kit/rtc/browser-clock';
import { openPeer } from '../../kit/rtc/peer';
import { assistBridge } from '../bridge';
import { mountPage } from '../mount-page';
import { AssistApp } from './assist-app';
import { captureScreen } from './capture';

const bridge = assistBridge();
const ports = {
  capture: captureScreen,
  rtc: { openPeer, clock: browserClock, random: Math.random },
  now: () => performance.now(),
};
mountPage(
  () => bridge.call('assist:state'),
  (state) => state.language,
  (state) => <AssistApp bridge={bridge} initial={state} ports={ports} />,
  chooseLanguage(navigator.languages),
);
