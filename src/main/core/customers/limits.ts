/** A customer is read and shown whole, so each of its lists has an end. */
export const maximumMembers = 2000;
export const maximumSshKeys = 2000;
export const maximumContacts = 200;
export const maximumPolicies = 500;
