import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { codeOf } from './tcp';

/** TLS on a connection that stands already, with whoever is at its other end; or the code of why not. */
export function secure(
  socket: Socket,
  host: string,
  ms: number,
  secureContext?: SecureContext,
): Promise<TLSSocket | string> {
  return new Promise((settle) => {
    const upper = connect({
      socket,
      servername: isIP(host) === 0 ? host : '',
      // Who signed the certificate is a fact to report; refusing it would leave nothing to say.
      rejectUnauthorized: false,
      ...(secureContext ? { secureContext } : {}),
    });
    const give = (answer: TLSSocket | string) => {
      clearTimeout(timer);
      if (answer !== upper) upper.destroy();
      settle(answer);
    };
    const timer = setTimeout(() => give('ETIMEDOUT'), ms);
    upper.on('error', (error) => give(codeOf(error)));
    upper.once('close', () => give('ECONNRESET'));
    upper.once('secureConnect', () => give(upper));
  });
}
