namespace Containerless.LocalMock.Tests;
