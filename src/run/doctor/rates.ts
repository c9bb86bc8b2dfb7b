/** Other rates of a line, for a module that does not answer at the one given. */
import type { DeviceAddress } from '../../link/device-address.ts';

type LineAddress = Extract<DeviceAddress, { kind: 'serial' | 'rfc2217' }>;

/**
 * What modules and their boot loaders are set to, the likeliest first: the default of most, that of older modems, those to
 * which fast ones are switched, and 74880, at which an ESP8266 boots.
 */
const COMMON_RATES = [
  115_200, 9600, 921_600, 460_800, 230_400, 57_600, 38_400, 19_200, 1_000_000, 2_000_000, 74_880,
];

/** Does the address name a line whose rate we set? */
export function hasRate(address: DeviceAddress): address is LineAddress {
  return address.kind === 'serial' || address.kind === 'rfc2217';
}

/** `address` at each other common rate, with the text that names it so. */
export function listOtherRates(address: LineAddress): LineAddress[] {
  return COMMON_RATES.filter((baud) => baud !== address.settings.baud).map((baud) => ({
    ...address,
    text: nameRate(address.text, baud),
    settings: { ...address.settings, baud },
  }));
}

function nameRate(text: string, baud: number): string {
  if (/[?&]baud=\d+/.test(text)) return text.replace(/([?&]baud=)\d+/, `$1${baud}`);
  return `${text}${text.includes('?') ? '&' : '?'}baud=${baud}`;
}
