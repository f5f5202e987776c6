/** The reads that a change of a household may change. */
export const householdReads = ['getHousehold', 'listResidencies', 'getCustomer', 'listCustomers'] as const
