/** Whether an address leads to Amazon's SNS, in whichever region. */
export function isOfAmazon(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/u.test(url.host);
}
