import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Ends a server when this process has ended, even by SIGKILL: a shell waits for a pipe that this process alone holds open.
 * Without it, a test run that is interrupted would leave its servers behind, and nobody starts again on their data.
 */
export const endWithThisProcess = (server: ChildProcess) => {
  const guard = spawn('sh', ['-c', 'read -r _; kill -INT "$0"', String(server.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A group of its own: Ctrl-C in the terminal is for Node, which stops the server last.
    detached: true,
  })
  server.once('exit', () => guard.kill('SIGKILL'))
}
