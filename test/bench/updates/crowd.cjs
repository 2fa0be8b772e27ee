// Downloads one address so many times at once, each again when it ends, until it is told to stop.
const { request } = require('node:http');

const [url, count] = [process.argv[2], Number(process.argv[3])];
let bytes = 0;
let answered = 0;

function download() {
  const sent = request(url, { agent: false }, (response) => {
    answered += 1;
    if (answered === count) process.send('busy');
    if (response.statusCode !== 200) process.exit(1);
    response.on('data', (chunk) => (bytes += chunk.length));
    response.once('end', download);
  });
  sent.once('error', () => process.exit(1));
  sent.end();
}

const started = performance.now();
for (let one = 0; one < count; one++) download();
process.once('message', () => {
  process.send({ bytes, ms: performance.now() - started }, () => process.exit(0));
});
