#!/usr/bin/env -S node --max-semi-space-size=64
// Room for new objects: what a batch makes is used up before it would be copied, which is a tenth of the time.
import { main } from '../dist/bundle/cli.js'

// A reader such as `head` may close the pipe early; that is no error.
process.stdout.on('error', (error) => { if (error.code === 'EPIPE') process.exit(0); else throw error })
process.exitCode = await main(process.argv.slice(2))
