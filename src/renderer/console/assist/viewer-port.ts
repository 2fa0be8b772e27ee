import type { Viewer, ViewerOptions } from '../../kit/rtc/viewer';

/** Opens the technician's end of an assist; tests bring one without WebRTC. */
export type OpenViewer = (
  options: Pick<ViewerOptions, 'iceServers' | 'send' | 'onState' | 'onStream'>,
) => Viewer;
