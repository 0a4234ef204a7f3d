import { describe, expect, test } from 'vitest'
import { type NetworkProblem, severityOf } from '../../../src/model/problem.js'
import { sentenceOf } from '../../../src/render/sentences/sentences.js'
import { shownAddress } from '../../../src/store/download/address.js'

const host = 'x.sched.com'

describe('the words for', () => {
  test.each<readonly [NetworkProblem, string]>([
    [
      { code: 'address-refused', address: 'https://exa mple', because: 'malformed' },
      '"https://exa mple" is not a web address',
    ],
    [{ code: 'address-refused', address: '', because: 'malformed' }, 'this address is not a web address'],
    [
      { code: 'address-refused', address: 'ftp://x.org', because: 'scheme' },
      'cannot download from "ftp://x.org": only http and https are supported',
    ],
    [
      { code: 'address-refused', address: 'x.org', because: 'credentials' },
      'the address of x.org contains a user name or a password, so it was not used',
    ],
    [
      { code: 'redirect-refused', host, to: '', because: 'malformed' },
      'x.sched.com redirects to something that is not a web address',
    ],
    [
      { code: 'redirect-refused', host, to: 'file:', because: 'scheme' },
      'x.sched.com redirects to "file:", but only http and https are followed',
    ],
    [
      { code: 'redirect-refused', host, to: 'y.org', because: 'credentials' },
      'x.sched.com redirects to y.org with a user name or a password, which is not followed',
    ],
    [{ code: 'redirect-refused', host, to: host, because: 'too-many' }, 'x.sched.com redirects again and again'],
    [
      { code: 'redirect-refused', host, to: 'y.org', because: 'downgrade' },
      'x.sched.com redirects from https to http at y.org, which is not followed',
    ],
    [
      { code: 'redirect-refused', host, to: '10.0.0.1', because: 'private' },
      'x.sched.com redirects into a private network, to 10.0.0.1, which is not followed',
    ],
    [{ code: 'unknown-host', host }, 'cannot find the host "x.sched.com"'],
    [
      { code: 'offline', host, reason: 'EAI_AGAIN' },
      'cannot reach x.sched.com: this machine seems to be offline (EAI_AGAIN)',
    ],
    [
      { code: 'no-connection', host, reason: 'ECONNREFUSED' },
      'cannot connect to x.sched.com: nothing is listening there (ECONNREFUSED)',
    ],
    [
      { code: 'no-connection', host, reason: 'EAI_FAIL' },
      'cannot connect to x.sched.com: the connection failed (EAI_FAIL)',
    ],
    [
      { code: 'untrusted-host', host, because: 'expired', reason: 'CERT_HAS_EXPIRED' },
      'no secure connection to x.sched.com: its certificate has expired (CERT_HAS_EXPIRED)',
    ],
    [
      { code: 'untrusted-host', host, because: 'self-signed', reason: 'R' },
      'no secure connection to x.sched.com: its certificate is self-signed (R)',
    ],
    [
      { code: 'untrusted-host', host, because: 'other-host', reason: 'R' },
      'no secure connection to x.sched.com: its certificate is for another host (R)',
    ],
    [{ code: 'bad-status', host, status: 204 }, 'x.sched.com answered 204: nothing is at this address'],
    [{ code: 'bad-status', host, status: 403 }, 'x.sched.com answered 403: it does not let kubeplan in'],
    [{ code: 'bad-status', host, status: 404 }, 'x.sched.com answered 404: there is no such page'],
    [{ code: 'bad-status', host, status: 429 }, 'x.sched.com answered 429: too many requests'],
    [{ code: 'bad-status', host, status: 500 }, 'x.sched.com answered 500: the server has a problem'],
    [{ code: 'bad-status', host, status: 418 }, 'x.sched.com answered 418, not with a schedule'],
    [{ code: 'too-slow', host, missing: 'answer', seconds: 10 }, 'x.sched.com did not answer within 10 seconds'],
    [{ code: 'too-slow', host, missing: 'end', seconds: 1 }, 'x.sched.com did not finish within 1 second'],
    [
      { code: 'too-large', host, limit: 32 * 1024 * 1024 },
      'x.sched.com sent more than 32 MiB, too much for a schedule',
    ],
    [{ code: 'cut-short', host, bytes: 512 }, 'the download from x.sched.com broke off after 512 bytes'],
    [
      { code: 'cut-short', host, bytes: 20_480, expected: 40_960 },
      'the download from x.sched.com broke off after 20 KiB of 40 KiB',
    ],
    [
      { code: 'bad-answer', host, because: 'encoding', detail: 'br' },
      'x.sched.com compressed its answer in a way that was not asked for (br)',
    ],
    [
      { code: 'bad-answer', host, because: 'not-http', detail: '\u001b[2J' },
      'x.sched.com does not speak http properly (\\x1b[2J)',
    ],
  ])('%j', (problem, message) => {
    expect(sentenceOf(problem).message).toBe(message)
    expect(severityOf(problem)).toBe('error')
    for (const line of sentenceOf(problem).hint?.split('\n') ?? []) expect(line).not.toMatch(/undefined|\[object/)
  })
})

test.each([
  [
    'https://ana:hunter2@calendar.example.org/private-hunter2/basic.ics?token=hunter2#hunter2',
    'calendar.example.org/.../basic.ics',
  ],
  ['https://x.sched.com/all.ics', 'x.sched.com/all.ics'],
  ['http://127.0.0.1:8000/hunter2', '127.0.0.1:8000'],
  ['https://sessionize.com/api/v2/hunter2/view/All', 'sessionize.com'],
  ['webcal://x.org/a/b.ics', 'x.org/.../b.ics'],
  ['data:text/calendar,hunter2', 'data:'],
  ['file:///home/hunter2/x', 'file:'],
  ['https://ana:hunter2@exa mple/x', ''],
  ['https://exa mple/hunter2', 'https://exa mple'],
  ['./schedule.ics', './schedule.ics'],
  ['C:\\schedule.ics', 'C:\\schedule.ics'],
  ['-', '-'],
])('%s is shown as "%s"', (address, shown) => {
  expect(shownAddress(address)).toBe(shown)
})
