/** How a package is installed here: Homebrew on macOS, apt where it is Debian's. */
export function installLine(platform: NodeJS.Platform, names: { readonly brew: string; readonly apt: string }): string {
  return platform === 'darwin' ? `brew install ${names.brew}` : `sudo apt-get install -y ${names.apt}`;
}
