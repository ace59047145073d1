// The extension that `probe.ts` installs: VS Code loads it as CommonJS.

const { writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const vscode = require('vscode');

exports.activate = () => {
  const portFile = vscode.workspace.getConfiguration().get('sanaTests.portFile');
  if (!portFile) return;
  const server = createServer(async (request, response) => {
    // a connection that was idle could be closed at the moment of the next question
    response.setHeader('Connection', 'close');
    try {
      const body = await new Response(request).json();
      const value = await (0, eval)(`(${body.run})`)(vscode, ...body.args);
      response.end(JSON.stringify({ value }));
    } catch (error) {
      response.end(JSON.stringify({ error: String(error?.stack ?? error) }));
    }
  });
  server.listen(0, '127.0.0.1', () => writeFileSync(portFile, String(server.address().port)));
};
