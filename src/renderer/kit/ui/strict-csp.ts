// Imported before anything that defines a schema: zod would otherwise try `new Function` once, which the content
// security policy refuses and reports. The name is zod's own, so that this page need not import it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
