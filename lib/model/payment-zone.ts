/** The label of everything in the payment zone: what sees card data, or decides about what does. */
export const PAYMENT_ZONE: Readonly<Record<string, string>> = { 'cdk8s-shop/zone': 'payment' };

/** Whether pods with these labels are in the payment zone. */
export function isInPaymentZone(labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(PAYMENT_ZONE).every(([key, value]) => labels[key] === value);
}
