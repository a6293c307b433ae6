// Loaded into Azurite (node --require): writes the name of a queue into the pipe SENDS when a message was put into it
// that is visible at once. The host polls that queue then, instead of up to a second later.
'use strict'
const { subscribe } = require('node:diagnostics_channel')
const fs = require('node:fs')

const pipe = fs.openSync(process.env.SENDS, fs.constants.O_RDWR | fs.constants.O_NONBLOCK)
const put = /^\/[^/]+\/([a-z0-9-]+)\/messages(?:\?(.*))?$/

subscribe('http.server.response.finish', ({ request, response }) => {
  const found = request.method === 'POST' && put.exec(request.originalUrl || request.url)
  if (!found || response.statusCode !== 201 || Number(new URLSearchParams(found[2]).get('visibilitytimeout'))) return
  try {
    fs.writeSync(pipe, found[1] + '\n')
  } catch {
    // Nobody has read for long: the host polls the queue in any case.
  }
})
