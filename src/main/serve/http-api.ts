import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { BodyLimitPlugin } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '../../shared/contract/index.ts';
import { type CallContext, router } from '../core/index.ts';

export const apiPrefix = '/api/v1';
const maximumBodyBytes = 16 * 1024 * 1024;

/** The same contract as the window's, as plain HTTP, and the document that describes it. Loaded at the first call. */
export function createHttpApi(version: string) {
  const handler = new OpenAPIHandler<CallContext>(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: maximumBodyBytes })],
  });
  let document: Promise<string> | undefined;
  const describe = async () => {
    const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
    const generated = await generator.generate(contract, {
      info: {
        title: 'Headroom',
        version,
        description:
          'Everything that the console can do. Ids are made by the caller, so every request may be repeated.',
      },
      servers: [{ url: apiPrefix }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    });
    return JSON.stringify(generated);
  };
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    context: CallContext,
  ): Promise<boolean> => {
    if (path === `${apiPrefix}/openapi.json` && request.method === 'GET') {
      document ??= describe();
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(await document);
      return true;
    }
    const { matched } = await handler.handle(request, response, { prefix: apiPrefix, context });
    return matched;
  };
}
