/** `API_URL_CREATE_PAYMENT`; `API_URL_CREATE_PAYMENT_EU_CENTRAL_1` of the same function in another region than the first. */
export function urlVariable(name: string, region: string | null): string {
  const called = region === null ? name : `${name}-${region}`;
  return `API_URL_${called.toUpperCase().replaceAll('-', '_')}`;
}
