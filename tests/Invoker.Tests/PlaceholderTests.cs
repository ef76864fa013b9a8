namespace Containerless.Invoker.Tests;
