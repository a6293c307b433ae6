// Loaded into Azurite (node --require): writes into the pipe SENDS the name of a queue when a message becomes visible in
// it, and `<container>/` when a blob was written. The host looks there at once, instead of up to seconds later.
'use strict'
const { subscribe } = require('node:diagnostics_channel')
const fs = require('node:fs')

const pipe = fs.openSync(process.env.SENDS, fs.constants.O_RDWR | fs.constants.O_NONBLOCK)
const message = /^\/[^/]+\/([a-z0-9-]+)\/messages(?:\/[^/?]+)?(?:\?(.*))?$/
const blob = /^\/[^/]+\/([a-z0-9-]+)\/[^?]+(?:\?(.*))?$/
const SENT = { POST: 201, PUT: 204 } // put a message; update one, which sets when it is visible again
const MARGIN = 20 // milliseconds

subscribe('http.server.response.finish', ({ request, response }) => {
  const url = request.originalUrl || request.url
  const sent = SENT[request.method] === response.statusCode && message.exec(url)
  if (sent) {
    const seconds = Number(new URLSearchParams(sent[2]).get('visibilitytimeout'))
    if (seconds) setTimeout(write, seconds * 1000 + MARGIN, sent[1]).unref()
    else write(sent[1])
    return
  }
  const written = request.method === 'PUT' && response.statusCode === 201 && blob.exec(url)
  if (written && [null, 'blocklist'].includes(new URLSearchParams(written[2]).get('comp'))) write(`${written[1]}/`)
})

function write(name) {
  try {
    fs.writeSync(pipe, name + '\n')
  } catch {
    // Nobody has read for long: the host looks in any case.
  }
}
