/** `atconform ports`: says which serial ports there are and how to name each as the device. */
import { listPorts, type SerialPortEntry } from '../link/list-ports.ts';

/** Prints one line a port; exit code 0, also where there are none. */
export async function printPorts(
  list: () => Promise<readonly SerialPortEntry[]> = listPorts,
  print: (line: string) => void = console.log,
): Promise<number> {
  const ports = await list();
  for (const line of ports.length === 0 ? NO_PORTS : renderPorts(ports)) print(line);
  return 0;
}

const NO_PORTS = [
  'no serial port was found',
  'plug one in, pass it through to this container, or reach one elsewhere by `tcp:` or `rfc2217:`',
];

/** A table with a head; a column that is empty for all ports is left out. */
export function renderPorts(ports: readonly SerialPortEntry[]): readonly string[] {
  const rows = [
    ['device', 'maker', 'product', 'serial number', 'USB id', 'stable name'],
    ...ports.map((port) => [
      port.path,
      port.manufacturer ?? '',
      port.product ?? '',
      port.serialNumber ?? '',
      port.vendorId === null ? '' : `${port.vendorId}:${port.productId ?? '?'}`,
      port.stablePath ?? '',
    ]),
  ];
  const widths = rows[0]?.map((_, column) => measureColumn(rows.slice(1), column, rows[0]?.[column] ?? ''));
  return rows.map((row) =>
    row
      .flatMap((cell, column) => {
        const width = widths?.[column] ?? 0;
        return width === 0 ? [] : [cell.padEnd(width)];
      })
      .join('  ')
      .trimEnd(),
  );
}

/** 0 where no row has anything in it. */
function measureColumn(rows: readonly (readonly string[])[], column: number, head: string): number {
  const longest = Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return longest === 0 ? 0 : Math.max(longest, head.length);
}
