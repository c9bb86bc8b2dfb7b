/** Something behind a TCP port that is or is not an AT module: it hears bytes and says bytes, whatever a test wants it to say. */
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface PeerConduct {
  /** Told of every chunk, as latin1 text. */
  readonly onText?: (text: string, say: (text: string) => void) => void;
  readonly onConnect?: (say: (text: string) => void) => void;
}

export interface ServedPeer {
  /** `tcp:127.0.0.1:40123` */
  readonly device: string;
  readonly port: number;
  close(): void;
}

/** Each host gets a conduct of its own from `start`. */
export async function servePeer(start: () => PeerConduct): Promise<ServedPeer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.setNoDelay(true).setEncoding('latin1'));
    const { onText, onConnect } = start();
    const say = (text: string) => void (!socket.destroyed && socket.write(text, 'latin1'));
    socket.on('error', () => socket.destroy());
    socket.on('data', (text) => onText?.(String(text), say));
    onConnect?.(say);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    device: `tcp:127.0.0.1:${port}`,
    port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A shell: it echoes what it is sent, knows no AT, and prompts again. */
export function actAsShell(): PeerConduct {
  const prompt = 'root@board:~# ';
  return {
    onConnect: (say) => say(`\r\nboard login: root (automatic login)\r\n${prompt}`),
    onText(text, say) {
      for (const line of text.split(/\r\n|\r|\n/).filter((each) => each !== ''))
        say(`${line}\r\n-sh: ${line}: not found\r\n${prompt}`);
    },
  };
}

/** Bytes as another rate makes them of what is sent; always the same for the same text. */
export function garble(text: string): string {
  return [...text].map((letter) => String.fromCharCode(0x80 | ((letter.charCodeAt(0) * 7) & 0x7f))).join('');
}
