import { answerWith, testFaults } from '../../testing/fault-probe.ts';
import { REQUEST_FAULTS } from './request.ts';

const client = (tail: string) => ({ steps: [`AT+HTTPCLIENT=${tail}\r\n`] });
const get = (path: string) => ({ steps: [`AT+HTTPCGET="\${o}${path}"\r\n`] });
const send = (name: string, headers: readonly string[] = []) => {
  const list = headers.map((header) => `,"${header}"`).join('');
  return { steps: [`AT+${name}="\${o}/",2,${headers.length}${list}\r\n`, 'ok'] };
};
/** Sends the first request elsewhere. */
const redirect = (status: number) => (_: string, index: number) =>
  index === 0 ? answerWith('moved', `HTTP/1.1 ${status} Moved\r\nLocation: /there`) : answerWith('there');

testFaults('requests', REQUEST_FAULTS, {
  'client-put-as-post': client('4,0,"${o}/",,,1'),
  'client-delete-as-get': client('5,0,"${o}/",,,1'),
  'client-head-as-get': client('1,0,"${o}/",,,1'),
  'put-as-post': send('HTTPCPUT'),
  'client-types-2-and-3-swapped': client('3,2,"${o}/",,,1,"a"'),
  'client-type-0-left-out': client('3,0,"${o}/",,,1,"a"'),
  'client-path-wins': client('2,0,"${o}/a","b","/c",1'),
  'client-host-wins': client('2,0,"${o}/a","b","/c",1'),
  'client-needs-path': client('2,0,"${o}/a",,,1'),
  'client-tls-left-out': client('2,0,"${s}/a",,,2'),
  'tls-left-out': { steps: ['AT+HTTPCGET="${s}/"\r\n'] },
  'tls-stays-on': { steps: ['AT+HTTPCGET="${s}/"\r\n', 'AT+HTTPCGET="${o}/"\r\n'] },
  'client-data-ends-at-comma': client('3,0,"${o}/",,,1,"a\\,b"'),
  'client-length-one-less': client('3,0,"${o}/",,,1,"a\\"b"'),
  'client-header-taken-as-data': client('2,0,"${o}/",,,1,"X-A: 1"'),
  'client-single-header-lost': client('2,0,"${o}/",,,1,"X-A: 1"'),
  'client-second-header-lost': client('2,0,"${o}/",,,1,"X-A: 1","X-B: 2"'),
  'client-last-of-many-headers-lost': client('2,0,"${o}/",,,1,"X-A: 1","X-B: 2","X-C: 3"'),
  'client-header-doubled': client('2,0,"${o}/",,,1,"X-A: 1","X-B: 2"'),
  'post-default-type-xml': send('HTTPCPOST'),
  'post-own-type-ignored': send('HTTPCPOST', ['Content-Type: text/csv']),
  'own-type-beside-default': send('HTTPCPUT', ['Content-Type: text/csv']),
  'put-own-type-lost': send('HTTPCPUT', ['Content-Type: text/csv']),
  'post-own-type-drops-length': send('HTTPCPOST', ['Content-Type: text/csv']),
  'post-last-header-lost': send('HTTPCPOST', ['X-A: 1', 'X-B: 2']),
  'put-first-header-lost': send('HTTPCPUT', ['X-A: 1']),
  'put-without-body': send('HTTPCPUT'),
  'post-length-one-more': send('HTTPCPOST'),
  'get-query-lost': get('/a?b=1'),
  'get-percent-decoded': get('/a%2fb'),
  'get-target-ends-at-comma': get('/a\\,b'),
  'get-target-cut-at-128': get(`/${'x'.repeat(128)}`),
  'host-without-port': get('/'),
  'get-user-information-in-host': { steps: ['AT+HTTPCGET="http://u:p@${h}/"\r\n'] },
  'get-twice': { ...get('/'), serve: () => answerWith('x'.repeat(1025)) },
  'connection-left-open': get('/'),
  'redirect-301-followed': { ...client('2,0,"${o}/",,,1'), serve: redirect(301) },
  'redirect-302-followed-for-get': { ...client('2,0,"${o}/",,,1'), serve: redirect(302) },
});
