import { z } from 'zod';

// Written from github.com/apple/device-management; see README.md. Unknown keys are refused, as is what Apple says is
// valid for other services only.

const identity = (authorization: readonly [string, ...string[]]) =>
  z.strictObject({
    Identifier: z.string().min(1),
    IdentifierType: z.enum(['bundleID', 'path']),
    CodeRequirement: z.string().min(1),
    StaticCode: z.boolean().optional(),
    // Either this or `Allowed`, never both; it exists since macOS 11.
    Authorization: z.enum(authorization),
    Comment: z.string().optional(),
  });

const payload = {
  PayloadIdentifier: z.string().min(1),
  PayloadUUID: z.guid(),
  PayloadVersion: z.literal(1),
  PayloadDisplayName: z.string().optional(),
  PayloadDescription: z.string().optional(),
  PayloadOrganization: z.string().optional(),
};

const preferences = z.strictObject({
  ...payload,
  PayloadType: z.literal('com.apple.ManagedClient.preferences'),
  PayloadContent: z.record(
    z.string(),
    z.strictObject({
      Forced: z
        .array(z.strictObject({ mcx_preference_settings: z.record(z.string(), z.unknown()) }))
        .length(1)
        .optional(),
      'Set-Once': z.array(z.unknown()).optional(),
    }),
  ),
});

const privacy = z.strictObject({
  ...payload,
  PayloadType: z.literal('com.apple.TCC.configuration-profile-policy'),
  Services: z.strictObject({
    // "Access to the contents can't be given in a profile; it can only be denied", or left to a standard user.
    ScreenCapture: z.array(identity(['Deny', 'AllowStandardUserToSetSystemService'])).optional(),
    Accessibility: z.array(identity(['Allow', 'Deny'])).optional(),
  }),
});

export const appleProfile = z.strictObject({
  ...payload,
  PayloadType: z.literal('Configuration'),
  PayloadScope: z.enum(['System', 'User']),
  PayloadRemovalDisallowed: z.boolean().optional(),
  PayloadContent: z.tuple([preferences, privacy]),
});
