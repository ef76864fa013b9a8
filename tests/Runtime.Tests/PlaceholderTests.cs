namespace Containerless.Runtime.Tests;
