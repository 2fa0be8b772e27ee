import type { KnipConfig } from 'knip';

const COMPOSES = /composes: [\w ]+ from '([^']+)'/g;
const SCRIPT = /<script[^>]+src="([^"]+)"/g;

const config: KnipConfig = {
  entry: [
    'src/main/app/{start,index}.ts',
    'src/main/**/*.entry.ts',
    'src/preload/{help,assist}.ts',
    'src/renderer/**/index.html',
    'src/desk/app/index.ts',
    'build/*.mjs',
    'build/{bundle,check}.ts',
    'build/**/*.entry.ts',
    'build/run/*.ts',
    'build/icons/make.ts',
    'build/package/{package,fpm}.ts',
    'build/release/sign.ts',
    'build/policy/policy-files.ts',
    'build/setup/default-app/main.mjs',
    'test/**/*.{test,e2e}.{ts,tsx}',
    'test/faults/lab/*.entry.ts',
    'test/tour/tour.ts',
    'test/bench/{bench.ts,*/*.cjs,*/*.entry.ts}',
  ],
  project: ['src/**/*.{ts,tsx,html,css}', 'build/**/*.{ts,mjs}', 'test/**/*.{ts,tsx}'],
  ignoreExportsUsedInFile: true,
  // Types of the older Electron (named in src/tsconfig.electron-33.json), what only configuration names, and the
  // schema of bills of materials, which a test reads.
  ignoreDependencies: ['electron-33', 'oxlint', 'oxlint-tsgolint', '@cyclonedx/cyclonedx-npm'],
  // Comes with the system packages of build/setup/system-packages.ts.
  ignoreBinaries: [
    'xdotool',
    'import',
    'dpkg',
    'dpkg-deb',
    'mkfifo',
    'mkfs.ext4',
    'openssl',
    'truncate',
    'dash',
    'makensis',
    'msibuild',
    'msiinfo',
    'xmllint',
    'systemd-analyze',
    'du',
    'readlink',
    'desktop-file-validate',
    'apt-get',
    'rpm',
    'unsquashfs',
    'mksquashfs',
    'pkill',
    'pgrep',
    'userdel',
    'useradd',
    'mount',
    'unshare',
    'umount',
  ],
  compilers: {
    html: (page: string) =>
      [...page.matchAll(SCRIPT)].map((found) => `import '${found[1] ?? ''}';`).join('\n'),
    css: (sheet: string) =>
      [...sheet.matchAll(COMPOSES)].map((found) => `import '${found[1] ?? ''}';`).join('\n'),
  },
};

export default config;
