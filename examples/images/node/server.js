// What a service has to do for its image and its manifests: answer on two paths, and on SIGTERM finish what it has begun.
const { createServer } = require('node:http');

let ending = false;
const answers = {
  '/livez': (response) => response.end('ok\n'),
  '/readyz': (response) => response.writeHead(ending ? 503 : 200).end(),
  '/': (response) => response.end('prices\n'),
  '/slow': (response) => setTimeout(() => response.end('done\n'), 3000),
};

const server = createServer((request, response) => {
  const answer = answers[request.url];
  if (answer) answer(response);
  else response.writeHead(404).end();
});

process.on('SIGTERM', () => {
  ending = true;
  server.close(() => process.exit(0));
});
server.listen(8080);
