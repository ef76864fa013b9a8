using Containerless.Invoker.Isolation.Processes;
using Containerless.Shared;

namespace Containerless.Invoker.Tests.Isolation;

/// <summary>
/// A prepared function's folder made by hand: any program, with a small library that speaks docs/wire.md, so that these
/// tests see the isolation and nothing else.
/// </summary>
public sealed class TestFunction : IDisposable
{
    private const string Library =
        """
        'use strict';
        const http = require('node:http');
        const variables = {};
        for (const name of Object.keys(process.env)) {
          if (name.startsWith('CONTAINERLESS_')) { variables[name] = process.env[name]; delete process.env[name]; }
        }
        const place = (value) => value.slice('unix:'.length);
        if (variables.CONTAINERLESS_LIFELINE === 'stdin') {
          process.stdin.resume();
          process.stdin.on('end', () => process.exit(0));
        }
        exports.listen = (handler) => {
          const server = http.createServer((request, response) => {
            const chunks = [];
            request.on('data', (chunk) => chunks.push(chunk));
            request.on('end', () => handler(
              { path: request.url, body: Buffer.concat(chunks).toString(), headers: request.headers },
              (value) => response.end(String(value)), response));
          });
          server.listen(place(variables.CONTAINERLESS_LISTEN), () => {
            http.createServer((request, response) => {
              if (request.url === '/ping') response.end('ok');
              else if (request.url === '/trace' && exports.trace) response.end(exports.trace());
              else { response.statusCode = 404; response.end(); }
            }).listen(place(variables.CONTAINERLESS_CONTROL));
          });
        };
        exports.fetch = (url, done) => http
          .get({ socketPath: place(variables.CONTAINERLESS_EGRESS), path: url, headers: { host: new URL(url).host } }, (reply) => {
            const chunks = [];
            reply.on('data', (chunk) => chunks.push(chunk));
            reply.on('end', () => done(reply.statusCode, reply.headers['containerless-egress-error'], Buffer.concat(chunks).toString()));
          })
          .on('error', (error) => done(0, error.code, ''));
        exports.sockets = variables;
        """;

    private TestFunction(string root, PreparedFunction prepared) => (Root, Prepared) = (root, prepared);

    private string Root { get; }

    public PreparedFunction Prepared { get; }

    /// <summary>Makes a function whose plain and traced program is <paramref name="program"/>.</summary>
    public static async Task<TestFunction> CreateAsync(string program, string? traced = null)
    {
        var name = TestRun.UniqueName("isolation-test");
        var root = Directory.CreateTempSubdirectory("isolation-test-").FullName;
        var folder = PreparedFunction.DirectoryOf(root, name);
        var library = Directory.CreateDirectory(Path.Combine(folder, "node_modules", "containerless")).FullName;
        const string prologue = "'use strict'; const containerless = require('containerless');\n";
        await File.WriteAllTextAsync(Path.Combine(library, "index.js"), Library);
        await File.WriteAllTextAsync(Path.Combine(folder, "index.js"), prologue + program);
        await File.WriteAllTextAsync(Path.Combine(folder, "traced.js"), prologue + (traced ?? program));
        await File.WriteAllTextAsync(Path.Combine(folder, "skeleton.json"), "{}");
        var node = await NodeExecutable.VersionAsync(NodeExecutable.Find()!, default);
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "manifest.json"),
            PreparedFunction.WriteManifest(name, "index.js", new ProgramHashes("s", "t", "l", node)));
        return new TestFunction(root, PreparedFunction.Load(root, name));
    }

    public InvokerConfiguration Configuration(IsolationMode isolation) => new()
    {
        ImageName = Prepared.Name,
        ArtifactsDir = Root,
        Isolation = isolation,
    };

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
