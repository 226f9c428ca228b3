#!/usr/bin/env -S node --max-semi-space-size=64
// Room for new objects: what a batch makes is used up before it would be copied, which is a tenth of the time.
import { setFlagsFromString } from 'node:v8'
import { main } from '../dist/bundle/cli.js'

// Functions are compiled with less of what they call copied into them (V8's own limit is 920): that is done sooner, which is
// a tenth of the time of ten thousand customers, and a million take as long either way.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=300')

// A reader such as `head` may close the pipe early; that is no error.
process.stdout.on('error', (error) => { if (error.code === 'EPIPE') process.exit(0); else throw error })
process.exitCode = await main(process.argv.slice(2))
