namespace Containerless.Cli.Tests;
