import { chooseLanguage } from '../../../shared/words/language';
import { browserClock } from '../../kit/rtc/browser-clock';
import { openPeer } from '../../kit/rtc/peer';
import { assistBridge } from '../bridge';
import { mountPage } from '../mount-page';
import { AssistApp } from './assist-app';
import { captureScreen } from './capture';
import { createSession } from './session';

const bridge = assistBridge();
// Before anything is asked: what main says meanwhile must not be missed.
const session = createSession({
  bridge,
  capture: captureScreen,
  rtc: { openPeer, clock: browserClock, random: Math.random },
  now: () => performance.now(),
});
window.addEventListener('pagehide', () => session.dispose());
mountPage(
  () => bridge.call('assist:state'),
  (state) => state.language,
  (state) => <AssistApp session={session} initial={state} />,
  chooseLanguage(navigator.languages),
);
