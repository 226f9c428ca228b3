/** Country codes of one and of three digits; all others have two. Source: the ITU's list of E.164 codes. */
const THREE_DIGIT_CODES = /^(?:21[1-9]|2[2-6]\d|29\d|35\d|37\d|38\d|42\d|50\d|59\d|67\d|68\d|69\d|80\d|85\d|87\d|88\d|96\d|97\d|99\d)/

/**
 * A phone number as the digits that every spelling shares: no country code, no "(0)", no leading zeros, no
 * extension. This is a key for comparing, not a number to dial, so the digits need not form a valid number.
 * Null when fewer than five digits remain.
 */
export function normalisePhone(raw: string): string | null {
  const text = raw.includes('(') ? raw.replace(/\(0\)/, '') : raw
  let international = false
  let count = 0
  let end = 0
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end)
    if (unit >= 48 && unit <= 57) count++
    else if (unit === 43 && count === 0) international = true
    else if ((unit === 120 || unit === 88 || unit === 101 || unit === 69) && count >= 7) break
  }
  let digits = count === text.length ? text : text.slice(0, end).replace(/[^0-9]+/g, '')
  if (!international && digits.startsWith('00')) {
    international = true
    digits = digits.slice(2)
  }
  // Without "+" or "00" only codes at home here are read as such, and only where no area code could begin so.
  else if (/^(?:49|43|41)\d{9,12}$/.test(digits) || /^1\d{10}$/.test(digits)) international = true
  if (international) digits = digits.slice(countryCodeLength(digits))
  let from = 0
  while (from < digits.length && digits.charCodeAt(from) === 48) from++
  digits = digits.slice(from)
  return digits.length >= 5 ? digits : null
}

function countryCodeLength(digits: string): number {
  if (digits.startsWith('1') || digits.startsWith('7')) return 1
  return THREE_DIGIT_CODES.test(digits) ? 3 : 2
}
