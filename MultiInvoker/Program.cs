return await Containerless.MultiInvoker.MultiInvokerApp.RunAsync(args);
