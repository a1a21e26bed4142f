/** The label of everything in the payment zone: what sees card data, or decides about what does. */
export const PAYMENT_ZONE_LABELS: Readonly<Record<string, string>> = { 'cdk8s-shop/zone': 'payment' };

/** Whether pods with these labels are in the payment zone. */
export function isInPaymentZone(labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(PAYMENT_ZONE_LABELS).every(([key, value]) => labels[key] === value);
}
