// Which npm to run inside npm, with which Node and environment.
import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';

/**
 * npm hands its own settings to the scripts it runs. Of those only the way to the registry is passed on: the rest
 * (`omit`, `prefix`, `workspace`, `dry-run`, …) was said to the outer command and would bend an install.
 */
const passedOn =
  /^npm_config_(registry|cafile|ca|cert|key|proxy|https_proxy|noproxy|strict_ssl|cache|userconfig|globalconfig|ignore_scripts|.*:registry|\/\/.*)$/i;

export function npmEnvironment(root, environment = process.env) {
  const kept = Object.entries(environment).filter(([name]) => !/^npm_/i.test(name) || passedOn.test(name));
  const cleaned = Object.fromEntries(kept);
  delete cleaned.NODE_ENV;
  delete cleaned.INIT_CWD;
  // An install replaces node_modules, so nothing it runs may come from there.
  for (const name of Object.keys(cleaned).filter((key) => /^path$/i.test(key))) {
    cleaned[name] = outsidePath(root, cleaned[name]).join(delimiter);
  }
  return cleaned;
}

function outsidePath(root, path) {
  return path.split(delimiter).filter((entry) => !isInside(root, entry));
}

function isInside(root, path) {
  return path.startsWith(join(root, 'node_modules') + sep);
}

/** The npm that runs us, on a Node outside node_modules; else the npm on the path. */
export function npmProgram(root, environment = process.env) {
  const npm = environment.npm_execpath;
  if (npm === undefined || !/npm-cli\.[cm]?js$/.test(npm) || isInside(root, npm)) {
    return process.platform === 'win32'
      ? { program: 'cmd.exe', args: ['/d', '/s', '/c', 'npm'] }
      : { program: 'npm', args: [] };
  }
  return { program: outsideNode(root, environment), args: [npm] };
}

function outsideNode(root, environment) {
  const running = [environment.npm_node_execpath, process.execPath].find((node) => node && !isInside(root, node));
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const onPath = outsidePath(root, environment.PATH ?? environment.Path ?? '').map((folder) => join(folder, name));
  return running ?? onPath.find((node) => existsSync(node)) ?? process.execPath;
}
