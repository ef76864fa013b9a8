return await Containerless.Invoker.InvokerApp.RunAsync(args);
