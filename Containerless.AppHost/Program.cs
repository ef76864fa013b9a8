using Containerless.AppHost;
using Containerless.AppHost.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// Everything that runs, and how it depends on each other. Fixed addresses, so that a README and a script can name them.
args = PublishingExtensions.Expand(args);
FixedPorts.RequireFree(args);
var builder = DistributedApplication.CreateBuilder(args);

builder.Services.AddLogging(static logging => logging
    .AddFilter("Microsoft", LogLevel.Warning)
    .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None) // The dashboard shows what is unhealthy.
    .AddFilter("Aspire.Hosting.Dcp", LogLevel.Warning));

// What can be chosen: --Parameters:function=maze on the command line, or Parameters__function in the environment.
var function = builder.AddChoice("function", "hello")
    .WithDescription("The function: the name of an example, or the path of a .js file.");
var requestsToTrace = builder.AddChoice("requests-to-trace", "6")
    .WithDescription("Requests that are traced before the function is compiled.");
var isolation = builder.AddChoice("isolation", "auto")
    .WithDescription("auto, container, or process (development only).");

FunctionExtensions.RequireFile(builder);
RequiredTools.Require(builder);

var store = builder.AddProject<Projects.LocalMock>("store")
    .WithHttpEndpoint(port: FixedPorts.Store, isProxied: false)
    .WithArgs(builder.ExecutionContext.IsPublishMode ? ["--host", "*"] : [])
    .WithHttpHealthCheck("/health")
    .WithoutHttpsCertificate();

var compiler = builder.AddProject<Projects.Compiler>("compiler")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithoutHttpsCertificate();

// Makes the function's folder, and its image where a container engine answers; ends when that is done.
var prepare = builder.AddProject<Projects.Cli>("prepare")
    .WithPreparation(function)
    .WithoutHttpsCertificate();

var settings = new InvokerSettings(requestsToTrace, isolation, compiler, store);

// One invoker that traces, compiles and swaps the compiled code in, all in one process.
var invoker = builder.AddProject<Projects.Invoker>("invoker")
    .WithInvoker(FixedPorts.Automatic, settings)
    .WithExternalHttpEndpoints()
    .WaitFor(store)
    .WaitFor(compiler)
    .WaitForCompletion(prepare);

// The public address: one invoker traces and compiles, then another takes over with what was compiled.
var multiInvoker = builder.AddProject<Projects.MultiInvoker>("multi-invoker")
    .WithMultiInvoker(FixedPorts.Public, settings)
    .WithExternalHttpEndpoints()
    .WaitFor(store)
    .WaitFor(compiler)
    .WaitForCompletion(prepare);

// publish -o DIR: the same parts as a Docker Compose deployment.
builder.PublishAsDockerCompose(function, prepare);
builder.SayWhenReady(invoker, multiInvoker);
builder.SayWhenOneFails(prepare);
await builder.Build().RunAsync();
