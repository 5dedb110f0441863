const shapes = {
  link: 'M10 13.5a4 4 0 006 .4l3-3a4.2 4.200 0 00-6-6l-1.700 1.700M14 10.500a4 4 0 00-6-.4l-3 3a4.200 4.200 0 006 6l1.700-1.700',
  chart: 'M4 20V10M10 20V4M16 20v-7M21 20H3',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
  plus: 'M12 5v14M5 12h14',
  search: 'M11 18a7 7 0 100-14 7 7 0 000 14zM20 20l-4-4',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2M14 18v2M18 18h2v2h-2z',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.500l4.500 4.500L19 7',
  warning: 'M12 9v4M12 16.500v.01M10.300 4.500L3 18a2 2 0 001.700 2.500h14.600A2 2 0 0021 18L13.700 4.500a2 2 0 00-3.400 0z',
  offline: 'M4 4l16 16M5 12.500a10 10 0 013.500-2.200M9 16a5 5 0 016 0M12 20v.01M12.500 9a11 11 0 016.500 3.500M2 9a15 15 0 014-2.500M10 5a16 16 0 0112 4',
  download: 'M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14',
  out: 'M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9',
  external: 'M13 5h6v6M19 5l-9 9M10 6H5v13h13v-5',
  tap: 'M9 12V6.500a1.500 1.500 0 013 0V11l4.700 1.200a2.500 2.500 0 011.800 3l-.7 3A4 4 0 0113.900 21H12a5 5 0 01-4-2l-3-4.500a1.500 1.500 0 012.500-1.700z',
  key: 'M14.500 9.500a4 4 0 11-3 6.700L9 18.500H6.500V16l5-5M15 12.500v.01',
  phone: 'M8 3h8a1.500 1.500 0 011.500 1.500v15A1.500 1.500 0 0116 21H8a1.500 1.500 0 01-1.500-1.500v-15A1.500 1.500 0 018 3zM11 18h2',
  desktop: 'M4 5h16v11H4zM9 20h6M12 16v4',
  grip: 'M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01',
  up: 'M6 14l6-6 6 6',
  down: 'M6 10l6 6 6-6',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9v.01',
  upload: 'M12 16V4M7.500 8.500L12 4l4.500 4.500M5 20h14',
  share: 'M7 14a2.500 2.500 0 100-4 2.500 2.500 0 000 4M17 8a2.500 2.500 0 100-4 2.500 2.500 0 000 4M17 20a2.500 2.500 0 100-4 2.500 2.500 0 000 4M9 11l6-4M9 13l6 4',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, turns }: { name: IconName; turns?: boolean }) {
  return (
    <svg className={turns ? 'icon-mark turns' : 'icon-mark'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
