import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';

/**
 * The address this computer would send from to get there, or null where it has no way. No packet is sent: a UDP socket
 * that is merely connected has asked the kernel for the route.
 */
export function ownAddressTowards(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    const finish = (own: string | null) => {
      try {
        socket.close();
      } catch {
        // It never opened.
      }
      resolve(own);
    };
    socket.once('error', () => finish(null));
    try {
      socket.connect(9, address, () => finish(socket.address().address));
    } catch {
      finish(null);
    }
  });
}
